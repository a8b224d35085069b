import { type Mask, maskFromAlpha, type Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import { toLab } from "../pixels/lab.ts";
import type { Progress } from "../pixels/progress.ts";
import { shrink } from "../pixels/resample.ts";
import type { Tools } from "../pixels/tools.ts";
import { isCutOut, opaquePart, seeThrough, withinAlpha } from "./alpha.ts";
import { brightened } from "./brightened.ts";
import { isFlat } from "./flat.ts";
import { graphic } from "./graphic.ts";
import { prominent } from "./prominent.ts";
import type { Rough } from "./rough.ts";

/** Longest side, in pixels, at which the subject is looked for. */
const working = 320;
/** The same for graphics: letters are thin, and colours alone are quick to tell apart. */
const workingOfGraphics = 640;

/** Finds the subject of an image, to within a few of the image's pixels. */
export async function roughSubject(tools: Tools, image: Pixels, progress: Progress): Promise<Rough> {
  progress("finding", 0);
  const small = shrink(image, working);
  if (isCutOut(small)) return { small, mask: opaquePart(small) };
  const rough = await opaqueSubject(tools, image, small, (step, fraction) => {
    progress(step, 0.1 + 0.6 * fraction);
  });
  if (rough.mask.data.includes(255) || !seeThrough(small)) return rough;
  return { small, mask: opaquePart(small) };
}

async function opaqueSubject(tools: Tools, image: Pixels, small: Pixels, progress: Progress): Promise<Rough> {
  const { width, height } = small;
  if (isFlat(small)) return { small, mask: { width, height, data: new Uint8Array(width * height) } };
  const drawn = graphic(tools.cv, toLab(brightened(small)), image)?.mask;
  if (!drawn) return prominent(tools, image, small, progress);
  const fine = shrink(image, workingOfGraphics);
  const finer = graphic(tools.cv, toLab(brightened(fine)), image)?.mask;
  return finer ? { small: fine, mask: finer } : { small, mask: drawn };
}

/** The subject of an image at its full size, with soft edges; an empty mask when nothing stands out. */
export async function subject(tools: Tools, image: Pixels, progress: Progress): Promise<Mask> {
  const { small, mask: rough } = await roughSubject(tools, image, progress);
  progress("edges", 0.7);
  const mask = isCutOut(small) ? maskFromAlpha(image) : withinAlpha(image, refine(tools.cv, image, rough));
  progress("edges", 1);
  return mask;
}
