import type { Superpixel, Superpixels } from "./superpixels.ts";

/** Colour distances below this count as the same thing, in L*a*b* units. */
const colorScale = 10;
const geodesicScale = 7;
/** How far around itself, in picture sizes, a patch is compared. */
const reach = 0.4;
const backgroundWeight = 5;
const rounds = 60;

/**
 * How much each patch looks like the subject: 0 background, 1 subject. Follows "Saliency Optimization from Robust
 * Background Detection" (Zhu et al. 2014): what clings to the border is background, what differs from the background
 * around it is the subject, and neighbours of like colour agree. A subject may touch the border, as portraits do.
 */
export function saliency({ patches, neighbours }: Superpixels, width: number, height: number): Float32Array {
  const background = borderAttachment(patches, neighbours);
  const contrast = backgroundContrast(patches, background, width, height);
  return agree(patches, neighbours, background, contrast);
}

/** Nearly 1 where the region around a patch lies along the border, nearly 0 where it touches it little or not. */
function borderAttachment(
  patches: readonly Superpixel[],
  neighbours: Superpixels["neighbours"],
): Float32Array {
  const borderPatches = patches.flatMap(({ border }, index) => (border > 0 ? [index] : []));
  // The background is often cut in two by the subject; linking the whole border makes it one again.
  const links = neighbours.map((near, index) =>
    patches[index]?.border ? new Set([...near, ...borderPatches]) : near,
  );
  const tolerance = usualStep(patches, neighbours);
  return Float32Array.from(patches, (_, from) => {
    const distances = geodesics(patches, links, from, tolerance);
    let [area, length] = [0, 0];
    patches.forEach((patch, index) => {
      const closeness = Math.exp(-((distances[index] ?? 0) ** 2) / (2 * geodesicScale ** 2));
      area += patch.area * closeness;
      length += patch.border * closeness;
    });
    return 1 - Math.exp(-((length / Math.sqrt(Math.max(1, area))) ** 2) / 2);
  });
}

/** The colour step between patches of one surface: the mean over all patches of the step to the most alike neighbour. */
function usualStep(patches: readonly Superpixel[], neighbours: Superpixels["neighbours"]): number {
  const steps = patches.map((patch, index) => {
    const near = [...(neighbours[index] ?? [])].map((other) => colorDistance(patch, patches[other]));
    return near.length > 0 ? Math.min(...near) : 0;
  });
  return steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length);
}

/** Dijkstra over the patches; a few hundred of them need no heap. */
function geodesics(
  patches: readonly Superpixel[],
  links: readonly ReadonlySet<number>[],
  from: number,
  tolerance: number,
): Float32Array {
  const distances = new Float32Array(patches.length).fill(Number.POSITIVE_INFINITY);
  const open = new Set([from]);
  distances[from] = 0;
  while (open.size > 0) {
    let nearest = -1;
    for (const index of open) {
      if (nearest < 0 || (distances[index] ?? 0) < (distances[nearest] ?? 0)) nearest = index;
    }
    open.delete(nearest);
    const here = distances[nearest] ?? 0;
    if (here > 4 * geodesicScale) break; // beyond this, closeness is nil
    for (const next of links[nearest] ?? []) {
      const there = here + Math.max(0, colorDistance(patches[nearest], patches[next]) - tolerance);
      if (there >= (distances[next] ?? 0)) continue;
      distances[next] = there;
      open.add(next);
    }
  }
  return distances;
}

/** How much a patch differs from the background around it, from 0 to 1. */
function backgroundContrast(
  patches: readonly Superpixel[],
  background: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const contrast = Float32Array.from(patches, (patch) => {
    let sum = 0;
    patches.forEach((other, index) => {
      const place = ((patch.x - other.x) / width) ** 2 + ((patch.y - other.y) / height) ** 2;
      sum += colorDistance(patch, other) * Math.exp(-place / (2 * reach ** 2)) * (background[index] ?? 0);
    });
    const offCentre = (patch.x / width - 0.5) ** 2 + (patch.y / height - 0.5) ** 2;
    return sum * Math.exp(-offCentre / (2 * 0.45 ** 2));
  });
  const most = Math.max(...contrast, Number.MIN_VALUE);
  return contrast.map((value) => value / most);
}

/** Least squares by Gauss-Seidel: background towards 0, contrast towards 1, alike neighbours towards each other. */
function agree(
  patches: readonly Superpixel[],
  neighbours: Superpixels["neighbours"],
  background: Float32Array,
  contrast: Float32Array,
): Float32Array {
  const result = contrast.slice();
  for (let round = 0; round < rounds; round += 1) {
    patches.forEach((patch, index) => {
      const pull = contrast[index] ?? 0;
      let [sum, weights] = [pull, pull + backgroundWeight * (background[index] ?? 0)];
      for (const other of neighbours[index] ?? []) {
        const likeness = Math.exp(-(colorDistance(patch, patches[other]) ** 2) / (2 * colorScale ** 2)) + 0.1;
        sum += likeness * (result[other] ?? 0);
        weights += likeness;
      }
      result[index] = weights > 0 ? sum / weights : 0;
    });
  }
  return result;
}

function colorDistance(one: Superpixel | undefined, other: Superpixel | undefined): number {
  if (!one || !other) return 0;
  const l = one.color[0] - other.color[0];
  const a = one.color[1] - other.color[1];
  const b = one.color[2] - other.color[2];
  // Asked a hundred thousand times a picture: Math.hypot takes several times as long.
  return Math.sqrt(l * l + a * a + b * b);
}
