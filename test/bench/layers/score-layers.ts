import type { AlignedLayer, LayerSet, Mask, Pixels } from "@stratify/imaging";
import type { KnownLayers, KnownObject } from "./compose-layers.ts";
import { type FillScore, fillScore } from "./fill-score.ts";

/** How well an image was taken apart. */
export interface LayersScore {
  /** Overlap of each object with the layer that is most like it: intersection over union of what is visible. */
  readonly overlaps: readonly number[];
  /** Layers, beside the background, that are no object. */
  readonly surplus: number;
  /** Of each pair of objects that were found and overlap: whether they are in the right order. */
  readonly order: readonly boolean[];
  readonly fill: FillScore;
  /** Share of the objects that no layer has. */
  readonly left: number;
  /** Mean difference of the layers, drawn over each other, from the image, in levels. */
  readonly recomposition: number;
}

/** From this overlap a layer counts as an object. */
const found = 0.5;
/** Pixels that two objects share at least, to overlap. */
const leastShared = 30;

/** Compares a layer set with the objects that its source was made of. */
export function scoreLayers({ image, background, objects }: KnownLayers, set: LayerSet): LayersScore {
  const layers = set.layers.filter(({ name }) => name !== "background").map((layer) => placed(layer, image));
  const best = objects.map(({ visible }) => {
    const overlaps = layers.map((layer) => overlap(layer, visible));
    const most = Math.max(0, ...overlaps);
    return { overlap: most, layer: overlaps.indexOf(most) };
  });
  const used = new Set(best.filter((each) => each.overlap >= found).map(({ layer }) => layer));
  const painted = set.layers.find(({ name }) => name === "background") ?? set.remainder;
  const hole = union(
    objects.map(({ whole }) => whole),
    image,
  );
  const filled = painted ? drawn(painted, image) : image;
  return {
    overlaps: best.map((each) => each.overlap),
    surplus: layers.length - used.size,
    order: orderOf(objects, best),
    fill: fillScore(background, filled, hole),
    left: leftOf(objects, layers),
    recomposition: set.score?.mean ?? 0,
  };
}

function orderOf(
  objects: readonly KnownObject[],
  best: readonly { readonly overlap: number; readonly layer: number }[],
): boolean[] {
  return objects.flatMap(({ whole: below }, index) =>
    objects.slice(index + 1).flatMap(({ whole: above }, offset) => {
      const [one, other] = [best[index], best[index + 1 + offset]];
      if (!one || !other || one.overlap < found || other.overlap < found || one.layer === other.layer)
        return [];
      let shared = 0;
      for (let at = 0; at < below.data.length; at += 1) {
        if ((below.data[at] ?? 0) > 127 && (above.data[at] ?? 0) > 127) shared += 1;
      }
      return shared < leastShared ? [] : [one.layer < other.layer];
    }),
  );
}

function overlap(one: Mask, other: Mask): number {
  let [both, either] = [0, 0];
  for (let at = 0; at < one.data.length; at += 1) {
    both += Math.min(one.data[at] ?? 0, other.data[at] ?? 0);
    either += Math.max(one.data[at] ?? 0, other.data[at] ?? 0);
  }
  return either === 0 ? 0 : both / either;
}

function leftOf(objects: readonly KnownObject[], layers: readonly Mask[]): number {
  let [left, all] = [0, 0];
  for (const { visible } of objects) {
    for (let at = 0; at < visible.data.length; at += 1) {
      const part = visible.data[at] ?? 0;
      if (part === 0) continue;
      const held = layers.reduce((sum, { data }) => sum + (data[at] ?? 0), 0);
      all += part;
      left += Math.max(0, part - held);
    }
  }
  return all === 0 ? 0 : left / all;
}

function union(masks: readonly Mask[], { width, height }: Pixels): Mask {
  const data = new Uint8Array(width * height);
  for (const mask of masks) {
    for (let at = 0; at < data.length; at += 1) data[at] = Math.max(data[at] ?? 0, mask.data[at] ?? 0);
  }
  return { width, height, data };
}

/** A layer's mask at the size of the image. */
function placed({ bounds, mask }: AlignedLayer, { width, height }: Pixels): Mask {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < bounds.height; y += 1) {
    const row = mask.data.subarray(y * bounds.width, (y + 1) * bounds.width);
    data.set(row, (bounds.y + y) * width + bounds.x);
  }
  return { width, height, data };
}

function drawn({ bounds, pixels }: AlignedLayer, { width, height }: Pixels): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < bounds.height; y += 1) {
    const row = pixels.data.subarray(4 * y * bounds.width, 4 * (y + 1) * bounds.width);
    data.set(row, 4 * ((bounds.y + y) * width + bounds.x));
  }
  return { width, height, data };
}
