import type { Pixels } from "../pixels/pixels.ts";

/** A colour, 0 to 255 a channel. */
export type Color = readonly [red: number, green: number, blue: number];

/** How a picture tells what is visible: by its alpha, by what differs from a plain fill, or not at all. */
export type Kind =
  | { readonly how: "alpha" }
  | { readonly how: "fill"; readonly fill: Color }
  | { readonly how: "opaque" };

/** Alpha from which a pixel counts as opaque; JPEG-like losses of WebP do not reach below. */
const opaque = 250;
/** Levels a channel by which a lossy picture's plain fill may vary. */
export const fillNoise = 14;

/** Reads off the picture itself which kind it is. A fill is a colour that at least half of the border has. */
export function kindOf(pixels: Pixels): Kind {
  if (hasAlpha(pixels)) return { how: "alpha" };
  const fill = borderColor(pixels);
  return fill ? { how: "fill", fill } : { how: "opaque" };
}

/** Whether at least one pixel in ten thousand is not opaque. */
export function hasAlpha({ data }: Pixels): boolean {
  const step = stepOf(data);
  const enough = Math.max(1, data.length / step / 10_000);
  let count = 0;
  for (let at = 3; at < data.length; at += step) {
    if ((data[at] ?? 0) < opaque) count += 1;
    if (count >= enough) return true;
  }
  return false;
}

/** Whether colour plays no part: 98 of 100 pixels are grey, as far as JPEG leaves them so. */
export function isGrey({ data }: Pixels): boolean {
  const step = stepOf(data);
  let colored = 0;
  for (let at = 0; at < data.length; at += step) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 20 && (data[at + 3] ?? 0) > 8) colored += 1;
  }
  return colored <= data.length / step / 50;
}

/** Bytes from one looked-at pixel to the next: a million of them tell as much as all of a large picture. */
function stepOf(data: Uint8ClampedArray): number {
  return 4 * Math.ceil(data.length / 4_000_000);
}

/** Whether a pixel shows the object rather than what is round it. */
export function shows(kind: Kind, data: Uint8ClampedArray, at: number): boolean {
  if ((data[at + 3] ?? 0) < 200) return false;
  return kind.how !== "fill" || distance(data, at, kind.fill) > 2 * fillNoise;
}

/** Largest difference of a channel. */
export function distance(data: Uint8ClampedArray, at: number, [red, green, blue]: Color): number {
  return Math.max(
    Math.abs((data[at] ?? 0) - red),
    Math.abs((data[at + 1] ?? 0) - green),
    Math.abs((data[at + 2] ?? 0) - blue),
  );
}

function borderColor({ width, height, data }: Pixels): Color | undefined {
  const border: number[] = [];
  for (let x = 0; x < width; x += 1) border.push(4 * x, 4 * ((height - 1) * width + x));
  for (let y = 1; y < height - 1; y += 1) border.push(4 * y * width, 4 * (y * width + width - 1));
  const middle = (channel: number, among: readonly number[]) =>
    among.map((at) => data[at + channel] ?? 0).sort((one, other) => one - other)[among.length >> 1] ?? 0;
  const first = commonest(data, border);
  const near = border.filter((at) => distance(data, at, first) <= fillNoise);
  if (near.length < border.length / 2) return undefined;
  return [middle(0, near), middle(1, near), middle(2, near)];
}

/** The middle of the fullest box of 16 levels a channel, moved to its own most frequent member. */
function commonest(data: Uint8ClampedArray, places: readonly number[]): Color {
  const counts = new Map<number, { count: number; sum: [number, number, number] }>();
  for (const at of places) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const box = counts.get(key) ?? { count: 0, sum: [0, 0, 0] };
    box.count += 1;
    box.sum = [box.sum[0] + red, box.sum[1] + green, box.sum[2] + blue];
    counts.set(key, box);
  }
  const [fullest] = [...counts.values()].sort((one, other) => other.count - one.count);
  const { count, sum } = fullest ?? { count: 1, sum: [0, 0, 0] };
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}
