import type { Mask, Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import { type LabImage, toLab } from "../pixels/lab.ts";
import type { Progress } from "../pixels/progress.ts";
import { samples } from "../pixels/resample.ts";
import type { Tools } from "../pixels/tools.ts";
import { withinAlpha } from "../subject/alpha.ts";
import { roughSubject } from "../subject/subject.ts";

const rounds = 12;
/** How many L*a*b* units the picture's whole width counts: neighbours belong together before far things do. */
const placeWeight = 40;

/**
 * Parts of the subject by colour and place. They share its mask out between them: at every pixel their sum is it.
 * When nothing stands out, the whole picture is shared out.
 *
 * @param count how many masks come back; a part may be empty when the subject has too few colours
 */
export async function regions(
  tools: Tools,
  image: Pixels,
  count: number,
  progress: Progress,
): Promise<Mask[]> {
  const { small, mask } = await roughSubject(tools, image, progress);
  progress("edges", 0.7);
  const nothing = !mask.data.includes(255);
  const inside = nothing ? mask.data.map(() => 255) : mask.data;
  const whole = nothing
    ? { width: image.width, height: image.height, data: new Uint8Array(image.width * image.height).fill(255) }
    : refine(tools.cv, image, mask);
  const labels = cluster(toLab(small), inside, count);
  const shared = share(withinAlpha(image, whole), small, labels, count);
  progress("edges", 1);
  return shared;
}

type Point = [number, number, number, number, number];

/** k-means over colour and place inside the mask; outside, each pixel gets the nearest centre too. */
function cluster(image: LabImage, inside: Uint8Array, count: number): Uint8Array {
  const scale = placeWeight / Math.max(image.width, image.height);
  const points = Array.from(inside, (_, index): Point => {
    const [l = 0, a = 0, b = 0] = image.data.subarray(3 * index, 3 * index + 3);
    return [l, a, b, (index % image.width) * scale, Math.floor(index / image.width) * scale];
  });
  const members = points.filter((_, index) => inside[index] === 255);
  let centres = farApart(members, count);
  for (let round = 0; round < rounds; round += 1) centres = moved(members, centres);
  return Uint8Array.from(points, (point) => nearest(point, centres));
}

/** Starts from the mean and then from what is farthest from all before, so that the same picture gives the same parts. */
function farApart(points: readonly Point[], count: number): Point[] {
  const centres = moved(points, [[0, 0, 0, 0, 0]]);
  const distances = points.map(() => Number.POSITIVE_INFINITY);
  while (centres.length < count) {
    const last = centres.at(-1);
    let far = 0;
    points.forEach((point, index) => {
      distances[index] = Math.min(distances[index] ?? 0, last ? squared(point, last) : 0);
      if ((distances[index] ?? 0) > (distances[far] ?? 0)) far = index;
    });
    centres.push(points[far] ?? [0, 0, 0, 0, 0]);
  }
  return centres;
}

function moved(points: readonly Point[], centres: readonly Point[]): Point[] {
  const sums = centres.map(() => ({ sum: [0, 0, 0, 0, 0] as Point, count: 0 }));
  for (const point of points) {
    const own = sums[nearest(point, centres)];
    if (!own) continue;
    own.count += 1;
    for (let axis = 0; axis < 5; axis += 1) own.sum[axis] = (own.sum[axis] ?? 0) + (point[axis] ?? 0);
  }
  return sums.map(({ sum, count }, index) => {
    const before: Point = centres[index] ?? [0, 0, 0, 0, 0];
    return count === 0
      ? before
      : [sum[0] / count, sum[1] / count, sum[2] / count, sum[3] / count, sum[4] / count];
  });
}

function nearest(point: Point, centres: readonly Point[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  centres.forEach((centre, index) => {
    const distance = squared(point, centre);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

function squared(one: Point, other: Point): number {
  return (
    (one[0] - other[0]) ** 2 +
    (one[1] - other[1]) ** 2 +
    (one[2] - other[2]) ** 2 +
    (one[3] - other[3]) ** 2 +
    (one[4] - other[4]) ** 2
  );
}

/** Gives each full-size pixel to the parts around it at the working size; the first of them takes what rounding leaves. */
function share(whole: Mask, small: Pixels, labels: Uint8Array, count: number): Mask[] {
  const { width, height } = whole;
  const masks = Array.from({ length: count }, () => new Uint8Array(width * height));
  const columns = samples(width, small.width);
  samples(height, small.height).forEach((row, y) => {
    columns.forEach((column, x) => {
      const index = y * width + x;
      const total = whole.data[index] ?? 0;
      if (total === 0) return;
      const label = (top: number, left: number) => labels[top * small.width + left] ?? 0;
      const first = label(row.first, column.first);
      let left = total;
      const give = (part: number, portion: number) => {
        const amount = Math.min(left, Math.round(total * portion));
        const mask = masks[part];
        if (part === first || !mask) return;
        mask[index] = (mask[index] ?? 0) + amount;
        left -= amount;
      };
      give(label(row.first, column.second), (1 - row.share) * column.share);
      give(label(row.second, column.first), row.share * (1 - column.share));
      give(label(row.second, column.second), row.share * column.share);
      const own = masks[first];
      if (own) own[index] = (own[index] ?? 0) + left;
    });
  });
  return masks.map((data) => ({ width, height, data }));
}
