import { boxMean } from "./box-mean.ts";
import { membrane } from "./membrane.ts";
import { type Color, difference, nearestOf, ringOf, type Surroundings } from "./surroundings.ts";

/** What lies around a hole, and so behind it: one ground or several. */
export interface Grounds {
  /** For each ground how likely it is at each pixel: their highest one is there. */
  readonly likely: readonly Float32Array[];
  /** For each ground its colour at each pixel, 3 numbers a pixel, as it is beside the hole. */
  readonly colors: readonly Float32Array[];
  /** For each ground its tone at each pixel, 3 numbers a pixel: its colour without its texture. */
  readonly tones: readonly Float32Array[];
}

/** Radius, in pixels, within which grounds are told apart. */
const groundRadius = 3;
/** Radius within which a texture is averaged, as a share of the longest side. */
const toneRadius = 0.04;
/** Most grounds that are told apart. */
const mostGrounds = 5;
/** Smallest share of a hole's surroundings that is a ground of its own. */
const leastGround = 0.06;
/** Levels that two grounds differ by at least. */
const groundApart = 18;
/** Two grounds are this much farther apart than they are wide. */
const apart = 2.2;
/** Pixels over which the change of colours is measured. */
const stepOver = 4;
/** Share of their difference that two grounds differ by across their edge, where it is a sharp one. */
const sharpStep = 0.75;
/** Finds the grounds around what is unknown and continues each of them: its place and its tone, not its texture. */
export function groundsOf(scene: Surroundings): Grounds {
  const { width, height, rgb, known } = scene;
  const ring = ringOf(scene);
  const reach = Math.max(groundRadius, Math.round(toneRadius * Math.max(width, height)));
  const smooth = boxMean(rgb, known, width, height, 3, groundRadius);
  const centres = sharplyParted(clusters(smooth, ring), smooth, scene, reach);
  const across = acrossShare(scene, smooth, ring);
  const nearest = new Uint8Array(width * height);
  for (let at = 0; at < nearest.length; at += 1) {
    if (known[at] === 0) continue;
    nearest[at] = nearestOf(centres, smooth, at).index;
  }
  const [colors, tones]: [Float32Array[], Float32Array[]] = [[], []];
  const likely: Float32Array[] = [];
  centres.forEach((_, index) => {
    const here = nearest.map((value, at) => (value === index && known[at] !== 0 ? 1 : 0));
    const near = boxMean(rgb, here, width, height, 3, 1);
    colors.push(membrane(near, here, width, height, 3, across));
    tones.push(membrane(boxMean(rgb, here, width, height, 3, reach), here, width, height, 3, across));
    if (centres.length === 1) likely.push(new Float32Array(width * height).fill(1));
    else likely.push(membrane(Float32Array.from(here), known, width, height, 1, across));
  });
  return { likely, colors, tones };
}

/**
 * What the likeliest ground has at each pixel, with a short passage between two.
 *
 * @param tones colours of each ground, 3 numbers a pixel
 */
export function ofLikeliest(likely: readonly Float32Array[], tones: readonly Float32Array[]): Float32Array {
  const first = tones[0] ?? new Float32Array();
  if (tones.length === 1) return first;
  const tone = new Float32Array(first.length);
  for (let at = 0; 3 * at < tone.length; at += 1) {
    let total = 0;
    for (let index = 0; index < tones.length; index += 1) {
      const weight = Math.max(likely[index]?.[at] ?? 0, 1e-2) ** 24;
      total += weight;
      for (let channel = 0; channel < 3; channel += 1) {
        tone[3 * at + channel] =
          (tone[3 * at + channel] ?? 0) + weight * (tones[index]?.[3 * at + channel] ?? 0);
      }
    }
    for (let index = 3 * at; index < 3 * at + 3; index += 1) tone[index] = (tone[index] ?? 0) / total;
  }
  return tone;
}

/** How much colours are to be continued to the sides rather than up and down: the way they change less. */
function acrossShare({ width, known }: Surroundings, smooth: Float32Array, ring: Int32Array<ArrayBuffer>) {
  let [sideways, upwards] = [1, 1];
  for (const at of ring) {
    const [right, below] = [at + stepOver, at + stepOver * width];
    if ((at % width) + stepOver >= width || !known[right] || !known[below]) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = smooth[3 * at + channel] ?? 0;
      sideways += ((smooth[3 * right + channel] ?? 0) - value) ** 2;
      upwards += ((smooth[3 * below + channel] ?? 0) - value) ** 2;
    }
  }
  return Math.min(0.99, Math.max(0.01, upwards / (sideways + upwards)));
}

/** Splits the colours of the ring in two, again and again, as long as the two are clearly apart. */
function clusters(smooth: Float32Array, ring: Int32Array<ArrayBuffer>): Color[] {
  const step = Math.max(1, Math.floor(ring.length / 3000));
  const sample = ring.filter((_, index) => index % step === 0);
  const done: Color[] = [];
  const open = [sample];
  while (open.length > 0) {
    const members = open.shift();
    if (!members || members.length === 0) continue;
    const halves = done.length + open.length + 2 <= mostGrounds ? split(smooth, members) : undefined;
    if (halves?.every((half) => half.length >= leastGround * sample.length)) open.push(...halves);
    else done.push(meanOf(smooth, members));
  }
  return done.length > 0 ? done : [[128, 128, 128]];
}

/** Joins grounds that pass slowly into each other, as light and shade do: they are continued as one. */
function sharplyParted(
  centres: Color[],
  smooth: Float32Array,
  { width, height, known }: Surroundings,
  reach: number,
): Color[] {
  const count = centres.length;
  if (count === 1) return centres;
  const nearest = new Uint8Array(known.length);
  for (let at = 0; at < known.length; at += 1) {
    if (known[at] !== 0) nearest[at] = nearestOf(centres, smooth, at).index;
  }
  const [steps, pairs] = [new Float64Array(count * count), new Float64Array(count * count)];
  const compare = (one: number, other: number) => {
    if (known[one] === 0 || known[other] === 0 || nearest[one] === nearest[other]) return;
    const [first = 0, second = 0] = [nearest[one], nearest[other]].sort();
    const pair = first * count + second;
    let sum = 0;
    for (let channel = 0; channel < 3; channel += 1) {
      sum += ((smooth[3 * one + channel] ?? 0) - (smooth[3 * other + channel] ?? 0)) ** 2;
    }
    steps[pair] = (steps[pair] ?? 0) + Math.sqrt(sum);
    pairs[pair] = (pairs[pair] ?? 0) + 1;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (x + reach < width) compare(at, at + reach);
      if (y + reach < height) compare(at, at + reach * width);
    }
  }
  const group = centres.map((_, index) => index);
  for (let first = 0; first < count; first += 1) {
    for (let second = first + 1; second < count; second += 1) {
      const [one, other, pair] = [centres[first], centres[second], first * count + second];
      if (!one || !other || !pairs[pair]) continue;
      const step = (steps[pair] ?? 0) / (pairs[pair] ?? 1);
      if (step > sharpStep * Math.sqrt(difference(one, other))) continue;
      const [from, to] = [group[second], group[first] ?? 0];
      group.forEach((value, index) => {
        if (value === from) group[index] = to;
      });
    }
  }
  return [...new Set(group)].map((each) => {
    const members = centres.filter((_, index) => group[index] === each);
    const sum = members.reduce<Color>(
      (all, color) => [all[0] + color[0], all[1] + color[1], all[2] + color[2]],
      [0, 0, 0],
    );
    return [sum[0] / members.length, sum[1] / members.length, sum[2] / members.length];
  });
}

/** Two means (Lloyd), or nothing where they are not clearly apart. */
function split(
  smooth: Float32Array,
  members: Int32Array<ArrayBuffer>,
): [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>] | undefined {
  const mean = meanOf(smooth, members);
  const far = farthest(smooth, members, mean);
  let centres: [Color, Color] = [far, farthest(smooth, members, far)];
  let halves: [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>] = [members, members];
  for (let round = 0; round < 8; round += 1) {
    const isFirst = (at: number) => nearestOf(centres, smooth, at).index === 0;
    halves = [members.filter(isFirst), members.filter((at) => !isFirst(at))];
    if (halves[0].length === 0 || halves[1].length === 0) return undefined;
    centres = [meanOf(smooth, halves[0]), meanOf(smooth, halves[1])];
  }
  const [first, second] = centres;
  const axis = [second[0] - first[0], second[1] - first[1], second[2] - first[2]] as const;
  const distance = Math.hypot(...axis);
  if (distance < groundApart) return undefined;
  const width = (half: Int32Array, centre: Color) => {
    let sum = 0;
    for (const at of half) {
      const along =
        axis[0] * ((smooth[3 * at] ?? 0) - centre[0]) +
        axis[1] * ((smooth[3 * at + 1] ?? 0) - centre[1]) +
        axis[2] * ((smooth[3 * at + 2] ?? 0) - centre[2]);
      sum += (along / distance) ** 2;
    }
    return Math.sqrt(sum / half.length);
  };
  return distance > apart * (width(halves[0], first) + width(halves[1], second)) ? halves : undefined;
}

function meanOf(rgb: Float32Array, members: Int32Array<ArrayBuffer>): Color {
  const sum: [number, number, number] = [0, 0, 0];
  for (const at of members) {
    sum[0] += rgb[3 * at] ?? 0;
    sum[1] += rgb[3 * at + 1] ?? 0;
    sum[2] += rgb[3 * at + 2] ?? 0;
  }
  return [sum[0] / members.length, sum[1] / members.length, sum[2] / members.length];
}

function farthest(rgb: Float32Array, members: Int32Array<ArrayBuffer>, from: Color): Color {
  let [most, found] = [-1, from];
  for (const at of members) {
    const color: Color = [rgb[3 * at] ?? 0, rgb[3 * at + 1] ?? 0, rgb[3 * at + 2] ?? 0];
    const distance = difference(color, from);
    if (distance > most) [most, found] = [distance, color];
  }
  return found;
}
