import { useNodeCodecs } from "@stratify/imaging/node";
import { Cutter } from "./cutter.ts";
import { heldOutScenes } from "./held-out-scenes.ts";
import { peakOfLarge } from "./peak-of-large.ts";
import { readPhotos } from "./photos.ts";
import { compareAll, printQuality, qualityFaults } from "./quality.ts";
import { compareSpeed } from "./speed.ts";
import { tuningScenes } from "./tuning-scenes.ts";

/** Most memory of a process that works on twelve megapixels, in bytes. */
const mostMemory = 2 ** 30;

/**
 * Measures the engine's subject on drawn pictures whose alpha is known, beside plain OpenCV GrabCut (a rectangle 5 %
 * inside the border, five rounds), in one and the same worker. Quality is compared at the engine's working size,
 * GrabCut's mask being scaled up; time as {@link compareSpeed} tells. Overlap is intersection over union of what has
 * at least half alpha; edge error the mean absolute difference of alpha within 6 pixels of the true edge. Quality is
 * printed for two sets: the one that the engine's numbers were fitted on, and one held out from fitting; the limits
 * hold for the latter.
 *
 * @returns what went past its limit, in words
 */
export async function benchEngine(print: (line: string) => void): Promise<readonly string[]> {
  useNodeCodecs();
  const photos = await readPhotos();
  const tuning = tuningScenes(photos);
  const cutter = new Cutter();
  try {
    printQuality(print, "for tuning", await compareAll(cutter, tuning));
    const heldOut = await compareAll(cutter, heldOutScenes(photos));
    printQuality(print, "held out", heldOut);
    const slow = await compareSpeed(print, cutter, tuning);
    return [...qualityFaults(heldOut), ...slow, ...(await memory(print))];
  } finally {
    await cutter.close();
  }
}

async function memory(print: (line: string) => void): Promise<string[]> {
  const peak = await peakOfLarge();
  const told = `${(peak / 2 ** 20).toFixed(0)} MB`;
  print(`subject() and background() of 12 megapixels: ${told} at most in the whole process`);
  return peak > mostMemory ? [`12 megapixels take ${told}`] : [];
}
