import { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { calmAlpha } from "./calm-alpha.ts";
import { type Color, distance, fillNoise } from "./kind.ts";
import { colorsApart } from "./likeness.ts";

/** Alpha from which pixels tell how exact a result is, and the mean difference in levels above which it is not. */
const nearlyFull = 230;
const lossy = 0.5;

/** Mean difference from any mixture of source and fill above which the result shows something else. */
const otherwise = 32;

/**
 * Alpha of a result that is the source over a plain fill: the share of the source in each pixel, by least squares.
 * Noise, as JPEG makes it, is measured on the fill and cut off at both ends, and taken out away from edges. Where the
 * result is no mixture of the two (it was retouched), what differs from the fill is taken. Where source and fill look
 * the same nothing can be told, so a whole spot of it goes with what surrounds it; at the border only if nearly all of
 * that is visible.
 *
 * @param source as large as `result`
 * @throws the signal's reason
 */
export async function maskFromFill(
  source: Pixels,
  result: Pixels,
  fill: Color,
  signal?: AbortSignal,
): Promise<Mask> {
  const { width, height } = result;
  const noise = noiseOf(result, fill);
  const data = new Uint8Array(width * height);
  const unknown = new Uint8Array(width * height);
  const pace = new Pace(signal);
  for (let y = 0; y < height; y += 1) {
    for (let at = y * width; at < (y + 1) * width; at += 1) {
      const alpha = alphaAt(source.data, result.data, 4 * at, fill, noise);
      if (alpha === undefined) unknown[at] = 1;
      else data[at] = 255 * alpha + 0.5;
    }
    if (pace.due()) await pace.rest();
  }
  const mask = { width, height, data };
  await settleSpots(mask, unknown, pace);
  return isLossy(source, result, mask) ? calmAlpha(mask, pace) : mask;
}

/** Whether what is wholly visible is, on average, not quite what the source shows there: by JPEG, or by scaling. */
function isLossy(source: Pixels, result: Pixels, { data }: Mask): boolean {
  let [sum, count] = [0, 0];
  for (let at = 0; at < data.length; at += 1) {
    if ((data[at] ?? 0) < nearlyFull) continue;
    sum += colorsApart(source.data, 4 * at, result.data, 4 * at);
    count += 1;
  }
  return sum > lossy * count;
}

/** Three times the mean deviation of what is near the fill, in levels; 0 for a lossless picture. */
function noiseOf({ data }: Pixels, fill: Color): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const apart = distance(data, at, fill);
    if (apart > fillNoise) continue;
    sum += apart;
    count += 1;
  }
  return Math.min(8, (3 * sum) / Math.max(1, count));
}

function alphaAt(
  source: Uint8ClampedArray,
  result: Uint8ClampedArray,
  at: number,
  fill: Color,
  noise: number,
): number | undefined {
  let [mixed, whole] = [0, 0];
  for (let channel = 0; channel < 3; channel += 1) {
    const reach = (source[at + channel] ?? 0) - (fill[channel] ?? 0);
    mixed += reach * ((result[at + channel] ?? 0) - (fill[channel] ?? 0));
    whole += reach * reach;
  }
  const apart = distance(result, at, fill);
  const seen = clamp((apart - fillNoise) / (3 * fillNoise));
  // Below this many levels a channel between source and fill, a pixel alone does not tell whether it is filled.
  const telling = 6 + 2.25 * noise;
  if (whole < 3 * telling * telling) return apart <= 2 * fillNoise ? undefined : seen;
  const share = clamp(mixed / whole);
  let rest = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const mixture = share * (source[at + channel] ?? 0) + (1 - share) * (fill[channel] ?? 0);
    rest += Math.abs((result[at + channel] ?? 0) - mixture) / 3;
  }
  if (rest > otherwise) return seen;
  const cut = Math.min(0.2, noise / Math.sqrt(whole / 3));
  return clamp((share - cut) / (1 - 2 * cut));
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Gives each connected spot of unknown pixels the value of what surrounds it. */
async function settleSpots({ width, height, data }: Mask, unknown: Uint8Array, pace: Pace): Promise<void> {
  const spot = new Int32Array(unknown.reduce((sum, value) => sum + value, 0));
  let start = 0;
  for (let seed = 0; seed < unknown.length; seed += 1) {
    if (unknown[seed] !== 1) continue;
    let [end, around, visible, atBorder] = [start, 0, 0, false];
    const visit = (at: number) => {
      if (unknown[at] === 1) {
        unknown[at] = 2;
        spot[end] = at;
        end += 1;
      } else if (unknown[at] === 0) {
        around += 1;
        visible += data[at] ?? 0;
      }
    };
    visit(seed);
    for (let next = start; next < end; next += 1) {
      const at = spot[next] ?? 0;
      const x = at % width;
      if (x === 0 || x === width - 1 || at < width || at >= width * (height - 1)) atBorder = true;
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at < width * (height - 1)) visit(at + width);
      if (next % 4096 === 0 && pace.due()) await pace.rest();
    }
    const share = around === 0 ? 0 : visible / around / 255;
    if (share > (atBorder ? 0.8 : 0.5)) for (const at of spot.subarray(start, end)) data[at] = 255;
    start = end;
  }
}
