import type { Pixels } from "@stratify/imaging";
import { boxBlur } from "./box-blur.ts";

/** How much shorter a shadow is than what casts it, and how far it leans to the right. */
const shorter = 0.35;
const lean = 0.8;

/** Darkens the ground where the subject casts its shadow: backwards and to the right, from its lowest pixel on. */
export function castShadow(subject: Pixels, ground: Pixels, dark: number): void {
  const { width, height } = subject;
  const foot = lowest(subject);
  const cast = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y <= foot; y += 1) {
    const row = Math.round(foot - (foot - y) / shorter);
    if (row < 0) continue;
    for (let x = 0; x < width; x += 1) {
      const column = Math.round(x - lean * (foot - row) * shorter);
      if (column < 0) continue;
      cast[4 * (y * width + x) + 3] = subject.data[4 * (row * width + column) + 3] ?? 0;
    }
  }
  const soft = boxBlur({ width, height, data: cast }, 3).data;
  for (let at = 0; at < soft.length; at += 4) {
    const left = 1 - (dark * (soft[at + 3] ?? 0)) / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      ground.data[at + channel] = left * (ground.data[at + channel] ?? 0);
    }
  }
}

function lowest({ width, height, data }: Pixels): number {
  for (let index = width * height - 1; index >= 0; index -= 1) {
    if ((data[4 * index + 3] ?? 0) > 127) return Math.floor(index / width);
  }
  return height - 1;
}
