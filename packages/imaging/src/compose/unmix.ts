import { type Bounds, grow } from "../pixels/bounds.ts";
import type { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { cropPixels } from "../pixels/trim.ts";

/** How far traces of a layer reach beyond its mask, as a share of the longer side of the image. */
const reachShare = 0.03;
/** Levels by which source and background may differ without anyone seeing an outline. */
const invisible = 2;
/** Levels between the colours of layer and background from which a mixture of them tells its alpha. */
const tellsApart = 40;
/** A background that differs in more than this share of what is far from all layers is a redrawn image. */
const redrawn = 0.001;
/** Cosine from which a change of colour counts as one towards the layer's colour. */
const towards = 0.85;
/** Cost of a step to a pixel beside, and of a diagonal one: their ratio is near that of the distances. */
const [straight, diagonal] = [3, 4];

/** A layer's mask, as far as it matters here. */
interface Masked {
  readonly bounds: Bounds;
  /** Cut to `bounds`. */
  readonly mask: Mask;
}

/** Pixels at which a layer lies directly on the painted background. */
export interface Traces {
  readonly behind: Pixels;
  /** One more than the index of the mask that the pixel's trace belongs to; 0 where there is none. */
  readonly owners: Uint16Array;
  /** How far they lie from their mask at most, in pixels. */
  readonly reach: number;
}

/**
 * Finds where layers mix with a known background: at the soft edge of a single mask, and beside masks where the
 * source differs from the background towards the layer's colour. Other differences there are the ground's own texture,
 * which the background keeps.
 *
 * @param masks bottom to top, without the background's; with the index that owns the traces
 * @param behind opaque, of the source's size
 * @returns `undefined` when `behind` differs from the source elsewhere too: a redrawn image is no measure
 */
export async function findTraces(
  source: Pixels,
  masks: readonly (Masked & { readonly index: number })[],
  behind: Pixels,
  pace: Pace,
): Promise<Traces | undefined> {
  const { width, height } = source;
  const reach = Math.max(4, Math.round(reachShare * Math.max(width, height)));
  const far = straight * (reach + 1);
  const owners = new Uint16Array(width * height);
  const distances = new Uint16Array(width * height).fill(far);
  const nearest = new Uint32Array(width * height);
  const isSoftAlone = new Uint8Array(width * height);
  for (const { index, bounds, mask } of masks) {
    for (let row = 0; row < bounds.height; row += 1) {
      if (pace.due()) await pace.rest();
      for (let column = 0; column < bounds.width; column += 1) {
        const value = mask.data[row * bounds.width + column] ?? 0;
        if (value === 0) continue;
        const at = (bounds.y + row) * width + bounds.x + column;
        isSoftAlone[at] = owners[at] === 0 && value < 255 ? 1 : 0;
        owners[at] = index + 1;
        distances[at] = 0;
        nearest[at] = at;
      }
    }
  }
  await spread(nearest, distances, width, 1, pace);
  await spread(nearest, distances, width, -1, pace);
  let [outside, different] = [0, 0];
  for (let at = 0; at < owners.length; at += 1) {
    if (at % width === 0 && pace.due()) await pace.rest();
    if (source.data[4 * at + 3] !== 255 || distances[at] === 0) continue;
    const levels = difference(source, behind, at);
    if (distances[at] === far) {
      outside += 1;
      if (levels > invisible) different += 1;
      continue;
    }
    const edge = nearest[at] ?? 0;
    if (levels > invisible && isTowards(source, behind, at, edge)) owners[at] = owners[edge] ?? 0;
  }
  if (different > redrawn * outside) return undefined;
  for (let at = 0; at < owners.length; at += 1) {
    if (distances[at] === 0 && (!isSoftAlone[at] || source.data[4 * at + 3] !== 255)) owners[at] = 0;
  }
  return { behind, owners, reach };
}

/** Whether the source differs from the background in the direction of the source's colour at a layer's edge. */
function isTowards(source: Pixels, behind: Pixels, at: number, edge: number): boolean {
  let [along, change, contrast] = [0, 0, 0];
  for (let channel = 0; channel < 3; channel += 1) {
    const back = behind.data[4 * at + channel] ?? 0;
    const changed = (source.data[4 * at + channel] ?? 0) - back;
    const apart = (source.data[4 * edge + channel] ?? 0) - back;
    along += changed * apart;
    change += changed * changed;
    contrast += apart * apart;
  }
  return along > towards * Math.sqrt(change * contrast);
}

/** Carries the nearest pixel of a mask to the neighbours, down the image or up. */
async function spread(
  nearest: Uint32Array,
  distances: Uint16Array,
  width: number,
  direction: 1 | -1,
  pace: Pace,
): Promise<void> {
  const height = nearest.length / width;
  const pass = (at: number, from: number, cost: number) => {
    const distance = (distances[from] ?? 0) + cost;
    if (distance >= (distances[at] ?? 0)) return;
    distances[at] = distance;
    nearest[at] = nearest[from] ?? 0;
  };
  for (let row = 0; row < height; row += 1) {
    if (pace.due()) await pace.rest();
    const y = direction === 1 ? row : height - 1 - row;
    for (let column = 0; column < width; column += 1) {
      const x = direction === 1 ? column : width - 1 - column;
      const at = y * width + x;
      if (distances[at] === 0) continue;
      const before = x - direction >= 0 && x - direction < width;
      const after = x + direction >= 0 && x + direction < width;
      if (before) pass(at, at - direction, straight);
      if (row === 0) continue;
      const above = at - direction * width;
      pass(at, above, straight);
      if (before) pass(at, above - direction, diagonal);
      if (after) pass(at, above + direction, diagonal);
    }
  }
}

function difference(one: Pixels, other: Pixels, at: number): number {
  let most = 0;
  for (let channel = 4 * at; channel < 4 * at + 3; channel += 1) {
    most = Math.max(most, Math.abs((one.data[channel] ?? 0) - (other.data[channel] ?? 0)));
  }
  return most;
}

/**
 * Gives a layer its traces. The known background is subtracted from the source: the layer gets the smallest alpha
 * with which a colour can make up the difference, and at its soft edge no less than it has. Drawing it over the
 * background gives exactly the source.
 *
 * @param beneath shows the background there afterwards
 * @param layer the layer's pixels within `bounds`
 * @param index of the layer's mask
 * @returns the layer, grown by the reach of its traces
 */
export async function unmix(
  source: Pixels,
  beneath: Pixels,
  layer: Pixels,
  bounds: Bounds,
  index: number,
  { behind, owners, reach }: Traces,
  pace: Pace,
): Promise<{ readonly pixels: Pixels; readonly bounds: Bounds }> {
  const area = grow(bounds, reach, source);
  const pixels = cropPixels(source, area);
  for (let row = 0; row < area.height; row += 1) {
    if (pace.due()) await pace.rest();
    const y = area.y + row - bounds.y;
    for (let column = 0; column < area.width; column += 1) {
      const to = 4 * (row * area.width + column);
      const x = area.x + column - bounds.x;
      if (x >= 0 && x < bounds.width && y >= 0 && y < bounds.height) {
        const from = 4 * (y * bounds.width + x);
        pixels.data.set(layer.data.subarray(from, from + 4), to);
      } else pixels.data[to + 3] = 0;
      const at = (area.y + row) * source.width + area.x + column;
      if (owners[at] !== index + 1) continue;
      subtract(source.data, behind.data, 4 * at, pixels.data, to);
      beneath.data.set(behind.data.subarray(4 * at, 4 * at + 3), 4 * at);
    }
  }
  return { pixels, bounds: area };
}

function subtract(
  source: Uint8ClampedArray,
  behind: Uint8ClampedArray,
  at: number,
  layer: Uint8ClampedArray,
  to: number,
): void {
  const had = layer[to + 3] ?? 0;
  let [least, along, apart] = [0, 0, 0];
  for (let channel = 0; channel < 3; channel += 1) {
    const back = behind[at + channel] ?? 0;
    const change = (source[at + channel] ?? 0) - back;
    if (change !== 0) least = Math.max(least, change > 0 ? change / (255 - back) : -change / back);
    const contrast = (layer[to + channel] ?? 0) - back;
    along += change * contrast;
    apart += contrast * contrast;
  }
  // At a soft edge the layer's colour is known about, and with it how much of the layer the mixture holds.
  const likely = had > 0 && apart > tellsApart * tellsApart ? Math.min(1, along / apart) : 0;
  const alpha = Math.max(had, Math.ceil(255 * least - 1e-6), Math.round(255 * likely));
  layer[to + 3] = alpha;
  if (alpha === 0) return;
  for (let channel = 0; channel < 3; channel += 1) {
    const back = behind[at + channel] ?? 0;
    layer[to + channel] = back + (255 * ((source[at + channel] ?? 0) - back)) / alpha;
  }
}
