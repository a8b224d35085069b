import type { Mask, Pixels } from "@stratify/imaging";
import { fill, grown } from "../background/fill.ts";
import { refine } from "../edges/refine.ts";
import type { Progress } from "../pixels/progress.ts";
import { shrink } from "../pixels/resample.ts";
import type { Tools } from "../pixels/tools.ts";
import { withinAlpha } from "../subject/alpha.ts";
import { frontToBack } from "./depth.ts";
import { flatObjects } from "./flat/flat-objects.ts";
import { names } from "./names.ts";
import { peel } from "./peel.ts";

/** One object of an image. */
export interface SplitObject {
  /** Unlike any other of the image. */
  readonly name: string;
  /** Of the image's size. */
  readonly mask: Mask;
}

/** An image taken apart. */
export interface Split {
  /** From the bottom up; empty when nothing stands out. */
  readonly objects: readonly SplitObject[];
  /** The image with all objects painted over, opaque; absent where there is nothing to paint from. */
  readonly background?: Pixels;
}

/** Longest side at which objects are looked for in photographs, and at which shapes are in flat graphics. */
const working = 480;
const drawnAt = 1200;

/** Takes an image apart into its objects and what is behind them. */
export async function split(tools: Tools, image: Pixels, max: number, progress: Progress): Promise<Split> {
  const { cv } = tools;
  const drawn = shrink(image, drawnAt);
  const shapes = flatObjects(drawn);
  const small = shapes ? drawn : shrink(image, working);
  const found = shapes ?? (await peel(tools, small, (step, fraction) => progress(step, 0.7 * fraction)));
  const largest = found.toSorted((one, other) => areaOf(other) - areaOf(one)).slice(0, max);
  const kind = shapes ? "shape" : "subject";
  const stacked = frontToBack(largest, kind).toReversed();
  const called = names(small, stacked, kind);
  progress("edges", 0.7);
  const objects = stacked.flatMap((rough, index) => {
    const exact = shapes && small.width === image.width;
    const mask = withinAlpha(image, exact ? rough : refine(cv, image, rough));
    const name = called[index] ?? "layer";
    return mask.data.some((value) => value > 127) ? [{ name, mask }] : [];
  });
  progress("painting", 0.8);
  if (objects.length === 0) return { objects };
  const hole = grown(cv, union(image, objects));
  const background = hole.data.includes(0)
    ? fill(cv, image, hole, (fraction) => progress("painting", 0.8 + 0.2 * fraction))
    : undefined;
  progress("painting", 1);
  return { objects, ...(background && { background }) };
}

function areaOf({ data }: Mask): number {
  return data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
}

/** 255 where any object is, however thin. */
function union({ width, height }: Pixels, objects: readonly SplitObject[]): Mask {
  const data = new Uint8Array(width * height);
  for (const { mask } of objects) {
    for (let at = 0; at < data.length; at += 1) if ((mask.data[at] ?? 0) > 0) data[at] = 255;
  }
  return { width, height, data };
}
