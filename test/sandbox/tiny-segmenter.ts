import type { Picture, Segmenter } from "./segmenter.ts";

/** A 4 x 4 PNG, opaque orange in the middle and transparent around it. */
const cutout = picture(
  "png",
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAFklEQVR42mO4E6XBgIxhjP9QjFsAjgF/3xndz2QhmwAAAABJRU5ErkJggg==",
);
/** The same shape as an 8-bit grey mask. */
const mask = picture(
  "png",
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAEUlEQVR42mNgAIP//2EEEAAAJ+wD/X0M/W0AAAAASUVORK5CYII=",
);
/** Nothing but transparency. */
const empty = picture(
  "png",
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAADElEQVR42mNgoBwAAABEAAHpHptRAAAAAElFTkSuQmCC",
);

/** Gives the same small pictures for everything, at no cost: for benchmarks and long runs. */
export const tinySegmenter: Segmenter = {
  layers: async (_source, _keyword, count) => Array.from({ length: count }, () => cutout),
  cutout: async () => ({ cutout, mask }),
  edit: async (_source, { keep }) => (keep === "nothing" ? empty : cutout),
  composite: async () => ({ cutout, composite: cutout }),
  scene: async () => cutout,
};

function picture(format: Picture["format"], base64: string): Picture {
  return { format, width: 4, height: 4, bytes: Buffer.from(base64, "base64") };
}
