import { useNodeCodecs } from "@stratify/imaging/node";
import { compose } from "./compose.ts";
import { Cutter } from "./cutter.ts";
import { heldOutScenes } from "./held-out-scenes.ts";
import { measureMemory } from "./memory.ts";
import { checkNegatives } from "./no-subject.ts";
import { compare, mean, printQuality, qualityFaults, type Row } from "./quality.ts";
import { readRealPhotos } from "./real-photos.ts";
import type { Scene } from "./scene.ts";
import { measureSpeed } from "./speed.ts";
import { tuningScenes } from "./tuning-scenes.ts";

/** Most mean halo over the set held out, from 0 to 255: what the engine had before the net came. */
const mostHalo = 15.5;

/**
 * Measures the engine's cut-outs beside the net alone and beside plain GrabCut: on composites whose alpha is known, one
 * set for tuning and one held out from it; on real photographs with truths by hand; on images without a subject. Then
 * time and memory. Overlap is intersection over union of what has at least half alpha; edge error the mean absolute
 * difference of alpha within 6 pixels of the true edge; halo as {@link haloOf} tells. The limits hold for the set
 * held out.
 *
 * @param only measures the composites of one category alone, without limits
 * @returns what went past its limit, in words
 */
export async function benchEngine(print: (line: string) => void, only?: string): Promise<readonly string[]> {
  useNodeCodecs();
  const cutter = new Cutter();
  const measure = (scenes: readonly Scene[]) =>
    compareAll(
      cutter,
      scenes.filter(({ category }) => !only || category === only),
    );
  try {
    const tuning = await measure(tuningScenes);
    if (only && tuning.length === 0) throw new Error(`there is no category "${only}"`);
    printQuality(print, "for tuning", tuning);
    const heldOut = await measure(heldOutScenes);
    printQuality(print, "held out", heldOut);
    if (only) return [];
    const photos = await readRealPhotos();
    const real: Row[] = [];
    for (const photo of photos) real.push(await compare(cutter, photo));
    printQuality(print, "by hand", real);
    const negatives = await checkNegatives(print, cutter);
    const images = photos.map(({ image }) => image);
    const slow = await measureSpeed(print, cutter, images);
    return [
      ...qualityFaults(heldOut),
      ...halo(heldOut),
      ...negatives,
      ...slow,
      ...(await measureMemory(print)),
    ];
  } finally {
    await cutter.close();
  }
}

async function compareAll(cutter: Cutter, scenes: readonly Scene[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const scene of scenes) rows.push(await compare(cutter, await compose(scene)));
  return rows;
}

function halo(rows: readonly Row[]): string[] {
  const found = mean(rows.flatMap((row) => row.halo ?? []));
  return found > mostHalo ? [`the mean halo is ${found.toFixed(1)}`] : [];
}
