import type { Raster } from "./raster.ts";

/** Blurs in place: three means of neighbours, across and down, are close to a Gaussian. */
export function blur(raster: Raster, radius: number): void {
  const reach = Math.round(radius / 3);
  if (reach === 0) return;
  const { width, height } = raster;
  for (let pass = 0; pass < 3; pass += 1) {
    for (let y = 0; y < height; y += 1) line(raster.data, 4 * y * width, 4, width, reach);
    for (let x = 0; x < width; x += 1) line(raster.data, 4 * x, 4 * width, height, reach);
  }
}

function line(data: Float32Array, start: number, step: number, length: number, reach: number): void {
  for (let channel = 0; channel < 4; channel += 1) {
    const values = Float32Array.from({ length }, (_, at) => data[start + channel + at * step] ?? 0);
    let sum = 0;
    for (let at = -reach; at < length; at += 1) {
      sum += (values[at + reach] ?? 0) - (values[at - reach - 1] ?? 0);
      if (at >= 0) data[start + channel + at * step] = sum / (2 * reach + 1);
    }
  }
}
