import { type Bounds, grow, unite } from "../pixels/bounds.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";

/** A mask on a picture, cut to its bounds. */
interface Placed {
  readonly bounds: Bounds;
  readonly mask: Mask;
}

/** Pixels outside of a layer's mask that still show something of it. */
export interface Traces {
  /** Where all of them lie. */
  readonly bounds: Bounds;
  /** Indices into the picture's pixels. */
  readonly pixels: readonly number[];
}

/** How far from a layer its traces may lie, as a share of the picture's longest side, and the least in pixels. */
const reach = { share: 0.004, least: 4 };
/** Differences of a channel up to this many levels can't be seen, and are left to the backdrop. */
const unseen = 3;
/** A backdrop that differs in more than this share of what is far from all layers was drawn anew. */
const redrawn = 0.001;

/**
 * Finds the traces that layers have left in a source: a soft outline, a reflection, what JPEG leaves beside an edge.
 * There the source differs from what was painted behind the layers, although no mask reaches so far.
 *
 * @param fronts the layers before the backdrop, frontmost first
 * @param behind what was painted, of the source's size
 * @returns for each of the layers, in their order; nothing for a backdrop that was drawn anew as a whole
 */
export function findTraces(
  source: Pixels,
  fronts: readonly Placed[],
  behind: Pixels,
): readonly (Traces | undefined)[] {
  const { width, height } = source;
  const far = Math.max(reach.least, Math.round(reach.share * Math.max(width, height)));
  const covered = new Uint8Array(width * height);
  for (const { bounds, mask } of fronts) mark(covered, width, bounds, mask);
  // The frontmost layer near by, counted from 1.
  const owner = new Uint8Array(width * height);
  for (const [index, { bounds, mask }] of [...fronts.entries()].reverse()) {
    own(owner, index + 1, source, bounds, mask, far);
  }
  const found = fronts.map((): { pixels: number[]; bounds: Bounds | undefined } => {
    return { pixels: [], bounds: undefined };
  });
  let [outside, different] = [0, 0];
  for (let at = 0; at < owner.length; at += 1) {
    if (covered[at] || source.data[4 * at + 3] !== 255) continue;
    const differs = difference(source, behind, 4 * at) > unseen;
    const of = found[(owner[at] ?? 0) - 1];
    if (!of) {
      outside += 1;
      if (differs) different += 1;
    } else if (differs) {
      of.pixels.push(at);
      const here = { x: at % width, y: Math.floor(at / width), width: 1, height: 1 };
      of.bounds = of.bounds ? unite(of.bounds, here) : here;
    }
  }
  if (different > redrawn * outside) return [];
  return found.map(({ pixels, bounds }) => bounds && { pixels, bounds });
}

/**
 * Gives a layer its traces, as thin as they can be: over what was painted they give the source exactly.
 *
 * @param layer the layer's pixels within `bounds`
 * @param left what is left of the source without the layer: it shows what was painted there from now on
 */
export function takeTraces(
  layer: Pixels,
  bounds: Bounds,
  left: Pixels,
  behind: Pixels,
  { pixels }: Traces,
): void {
  for (const at of pixels) {
    const there = 4 * at;
    const here = 4 * ((Math.floor(at / left.width) - bounds.y) * bounds.width + (at % left.width) - bounds.x);
    const alpha = thinnest(left.data, behind.data, there);
    const share = alpha / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      const painted = behind.data[there + channel] ?? 0;
      layer.data[here + channel] = ((left.data[there + channel] ?? 0) - (1 - share) * painted) / share;
      left.data[there + channel] = painted;
    }
    layer.data[here + 3] = alpha;
  }
}

/** The least alpha with which some colour over what is behind gives the mixture. */
function thinnest(mixed: Uint8ClampedArray, behind: Uint8ClampedArray, at: number): number {
  let share = 0;
  for (let channel = at; channel < at + 3; channel += 1) {
    const [over, under] = [mixed[channel] ?? 0, behind[channel] ?? 0];
    share = Math.max(share, over > under ? (over - under) / (255 - under) : (under - over) / (under || 1));
  }
  return Math.min(255, Math.ceil(255 * share));
}

function difference(one: Pixels, other: Pixels, at: number): number {
  let most = 0;
  for (let channel = at; channel < at + 3; channel += 1)
    most = Math.max(most, Math.abs((one.data[channel] ?? 0) - (other.data[channel] ?? 0)));
  return most;
}

function mark(covered: Uint8Array, width: number, bounds: Bounds, mask: Mask): void {
  for (let at = 0; at < mask.data.length; at += 1) {
    if (!mask.data[at]) continue;
    const [x, y] = [at % bounds.width, Math.floor(at / bounds.width)];
    covered[(bounds.y + y) * width + bounds.x + x] = 1;
  }
}

/** Writes `name` wherever the mask is within reach: first along rows, then along columns. */
function own(
  owner: Uint8Array,
  name: number,
  picture: { readonly width: number; readonly height: number },
  bounds: Bounds,
  mask: Mask,
  far: number,
): void {
  const area = grow(bounds, far, picture);
  const along = new Uint8Array(area.width * bounds.height);
  for (let y = 0; y < bounds.height; y += 1) {
    let until = -1;
    for (let x = 0; x < area.width; x += 1) {
      // The furthest pixel of the row that may be within reach of this one.
      const ahead = area.x + x + far - bounds.x;
      if (ahead >= 0 && ahead < bounds.width && mask.data[y * bounds.width + ahead]) until = x + 2 * far;
      if (x === 0)
        for (let seen = 0; seen < Math.min(ahead, bounds.width); seen += 1)
          if (mask.data[y * bounds.width + seen]) until = Math.max(until, seen + bounds.x - area.x + far);
      if (x <= until) along[y * area.width + x] = 1;
    }
  }
  for (let x = 0; x < area.width; x += 1) {
    let until = -1;
    for (let y = 0; y < area.height; y += 1) {
      const ahead = area.y + y + far - bounds.y;
      if (ahead >= 0 && ahead < bounds.height && along[ahead * area.width + x]) until = y + 2 * far;
      if (y === 0)
        for (let seen = 0; seen < Math.min(ahead, bounds.height); seen += 1)
          if (along[seen * area.width + x]) until = Math.max(until, seen + bounds.y - area.y + far);
      if (y <= until) owner[(area.y + y) * picture.width + area.x + x] = name;
    }
  }
}
