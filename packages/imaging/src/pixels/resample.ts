import { Pace } from "./pace.ts";
import type { Mask, Pixels } from "./pixels.ts";
import { resampleTaps, type Taps } from "./resample-taps.ts";

/** How a picture is resampled. */
export interface ResampleOptions {
  /** Asked every 30 ms. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Scales a mask: by area where it gets smaller, by Lanczos3 where it gets larger, without the ripples of that filter,
 * so that where a mask is empty or full all round it stays so.
 *
 * @param width of the result, in pixels
 * @param height of the result, in pixels
 * @returns the argument itself when it has that size
 * @throws the signal's reason
 */
export async function resampleMask(
  mask: Mask,
  width: number,
  height: number,
  options: ResampleOptions = {},
): Promise<Mask> {
  if (mask.width === width && mask.height === height) return mask;
  const data = new Uint8ClampedArray(width * height);
  const plane = { width: mask.width, height: mask.height, channels: 1 } as const;
  const load = (y: number, row: Float32Array) =>
    row.set(mask.data.subarray(y * mask.width, (y + 1) * mask.width));
  const store = (y: number, row: Float32Array) => data.set(row, y * width);
  await resampleRows(plane, width, height, load, store, options);
  return { width, height, data: new Uint8Array(data.buffer) };
}

/**
 * Scales a picture like {@link resampleMask}. Colours count as much as they are visible, so that what hides under
 * alpha 0 does not bleed into an edge; where the result is invisible its colour is black.
 *
 * @param width of the result, in pixels
 * @param height of the result, in pixels
 * @returns the argument itself when it has that size
 * @throws the signal's reason
 */
export async function resamplePixels(
  pixels: Pixels,
  width: number,
  height: number,
  options: ResampleOptions = {},
): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels;
  const data = new Uint8ClampedArray(4 * width * height);
  const plane = { width: pixels.width, height: pixels.height, channels: 4 } as const;
  const load = (y: number, row: Float32Array) => premultiply(pixels, y, row);
  const store = (y: number, row: Float32Array) => unpremultiply(row, data, 4 * y * width);
  await resampleRows(plane, width, height, load, store, options);
  return { width, height, data };
}

function premultiply({ width, data }: Pixels, y: number, row: Float32Array): void {
  const start = 4 * y * width;
  for (let at = 0; at < row.length; at += 4) {
    const alpha = data[start + at + 3] ?? 0;
    const share = alpha / 255;
    row[at] = (data[start + at] ?? 0) * share;
    row[at + 1] = (data[start + at + 1] ?? 0) * share;
    row[at + 2] = (data[start + at + 2] ?? 0) * share;
    row[at + 3] = alpha;
  }
}

function unpremultiply(row: Float32Array, data: Uint8ClampedArray, start: number): void {
  for (let at = 0; at < row.length; at += 4) {
    const alpha = row[at + 3] ?? 0;
    if (alpha < 0.5) continue;
    const share = 255 / alpha;
    data[start + at] = (row[at] ?? 0) * share;
    data[start + at + 1] = (row[at + 1] ?? 0) * share;
    data[start + at + 2] = (row[at + 2] ?? 0) * share;
    data[start + at + 3] = alpha;
  }
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 4;
}

/**
 * First across, then down. Of the rows that are scaled across only as many are kept as count for one row of the
 * result, so that beside source and result next to no memory is taken.
 */
async function resampleRows(
  { width: fromWidth, height: fromHeight, channels }: Plane,
  width: number,
  height: number,
  load: (y: number, row: Float32Array) => void,
  store: (y: number, row: Float32Array) => void,
  { signal }: ResampleOptions,
): Promise<void> {
  const [across, down] = [resampleTaps(fromWidth, width), resampleTaps(fromHeight, height)];
  const loaded = new Float32Array(fromWidth * channels);
  const ring = Array.from({ length: down.count }, () => new Float32Array(width * channels));
  const result = new Float32Array(width * channels);
  const pace = new Pace(signal);
  let ready = 0;
  for (let y = 0; y < height; y += 1) {
    const first = down.first[y] ?? 0;
    for (ready = Math.max(ready, first); ready < first + down.count; ready += 1) {
      const row = ring[ready % down.count];
      if (!row) continue;
      load(ready, loaded);
      if (channels === 4) acrossFour(loaded, across, row);
      else acrossOne(loaded, across, row);
    }
    downwards(ring, first, down, y, result);
    if (channels === 1) calm(result, ring, first, down, y);
    store(y, result);
    if (pace.due()) await pace.rest();
  }
}

function acrossFour(row: Float32Array, { first, count, weights }: Taps, result: Float32Array): void {
  for (let x = 0, at = 0; x < first.length; x += 1) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    let from = 4 * (first[x] ?? 0);
    for (const end = at + count; at < end; at += 1, from += 4) {
      const weight = weights[at] ?? 0;
      red += weight * (row[from] ?? 0);
      green += weight * (row[from + 1] ?? 0);
      blue += weight * (row[from + 2] ?? 0);
      alpha += weight * (row[from + 3] ?? 0);
    }
    result[4 * x] = red;
    result[4 * x + 1] = green;
    result[4 * x + 2] = blue;
    result[4 * x + 3] = alpha;
  }
}

function acrossOne(row: Float32Array, { first, count, weights, near }: Taps, result: Float32Array): void {
  for (let x = 0, at = 0; x < first.length; x += 1) {
    let value = 0;
    let [low, high] = [255, 0];
    let from = first[x] ?? 0;
    for (const end = at + count; at < end; at += 1, from += 1) {
      const weight = weights[at] ?? 0;
      const sample = row[from] ?? 0;
      value += weight * sample;
      if (weight < near) continue;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    result[x] = low > high ? value : Math.min(Math.max(value, low), high);
  }
}

function downwards(
  ring: readonly Float32Array[],
  first: number,
  { count, weights }: Taps,
  y: number,
  result: Float32Array,
): void {
  result.fill(0);
  for (let tap = 0; tap < count; tap += 1) {
    const weight = weights[y * count + tap] ?? 0;
    const row = ring[(first + tap) % count];
    if (weight === 0 || !row) continue;
    for (let at = 0; at < result.length; at += 1) result[at] = (result[at] ?? 0) + weight * (row[at] ?? 0);
  }
}

/** Keeps each value within those of the rows that count for much. */
function calm(
  result: Float32Array,
  ring: readonly Float32Array[],
  first: number,
  { count, weights, near }: Taps,
  y: number,
): void {
  const rows = ring.filter(
    (_, slot) => (weights[y * count + ((((slot - first) % count) + count) % count)] ?? 0) >= near,
  );
  if (rows.length === 0) return;
  for (let at = 0; at < result.length; at += 1) {
    let [low, high] = [255, 0];
    for (const row of rows) {
      const sample = row[at] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    result[at] = Math.min(Math.max(result[at] ?? 0, low), high);
  }
}
