import { type Pixels, resamplePixels } from "@stratify/imaging";
import { boxBlur } from "./box-blur.ts";
import { readObject } from "./material.ts";
import type { Drawing, Thing } from "./scene.ts";

/** Side of the square in which objects are drawn, in pixels. */
const side = 320;

/** Draws a thing over a subject whose other things stand behind it. */
export async function placeThing(thing: Thing, subject: Pixels): Promise<void> {
  const object = typeof thing.object === "string" ? await readObject(thing.object) : drawn(thing.object);
  const height = Math.round(thing.height * subject.height);
  const width = Math.max(1, Math.round((object.width * height) / object.height));
  const scaled = softened(await resamplePixels(object, width, height), thing.soft ?? 0);
  const left = Math.round(thing.x * subject.width - width / 2);
  const top = Math.round(thing.y * subject.height - height / 2);
  for (let y = Math.max(0, -top); y < Math.min(height, subject.height - top); y += 1) {
    for (let x = Math.max(0, -left); x < Math.min(width, subject.width - left); x += 1) {
      const from = 4 * (y * width + (thing.mirrored ? width - 1 - x : x));
      over(scaled.data, from, subject.data, 4 * ((top + y) * subject.width + left + x));
    }
  }
}

function over(from: Uint8ClampedArray, at: number, to: Uint8ClampedArray, target: number): void {
  const alpha = (from[at + 3] ?? 0) / 255;
  const below = ((to[target + 3] ?? 0) / 255) * (1 - alpha);
  if (alpha + below === 0) return;
  for (let channel = 0; channel < 3; channel += 1) {
    const sum = alpha * (from[at + channel] ?? 0) + below * (to[target + channel] ?? 0);
    to[target + channel] = sum / (alpha + below);
  }
  to[target + 3] = 255 * (alpha + below);
}

/** Out of focus: the alpha is blurred, and the colours go on under it. */
function softened(object: Pixels, radius: number): Pixels {
  if (radius === 0) return object;
  const { width, height } = object;
  const data = new Uint8ClampedArray(object.data.length);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (object.data[at + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel += 1)
      data[at + channel] = alpha * (object.data[at + channel] ?? 0);
    data[at + 3] = 255 * alpha;
  }
  const blurred = boxBlur({ width, height, data }, radius).data;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (blurred[at + 3] ?? 0) / 255;
    if (alpha === 0) continue;
    for (let channel = 0; channel < 3; channel += 1)
      blurred[at + channel] = (blurred[at + channel] ?? 0) / alpha;
  }
  return { width, height, data: blurred };
}

function drawn({ shape, paint, edge = 1.4 }: Drawing): Pixels {
  const data = new Uint8ClampedArray(4 * side * side);
  for (let index = 0; index < side * side; index += 1) {
    const [x, y] = [(index % side) + 0.5, Math.floor(index / side) + 0.5];
    const share = Math.min(1, Math.max(0, 0.5 - shape(x, y) / edge));
    data.set([...paint(x, y), 255 * share * share * (3 - 2 * share)], 4 * index);
  }
  return { width: side, height: side, data };
}
