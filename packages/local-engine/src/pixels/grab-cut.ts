import type { Mask, Pixels } from "@stratify/imaging";
import { type OpenCv, withMats } from "./open-cv.ts";

/** What is known of a pixel before the cut, in OpenCV's own numbers. */
export const seed = { background: 0, subject: 1, maybeBackground: 2, maybeSubject: 3 } as const;

/**
 * Cuts a picture in two by colour and edges (GrabCut, Rother et al. 2004). The same picture gives the same cut.
 *
 * @param seeds one of {@link seed} a pixel
 * @param rounds how often the colour models are learned anew
 * @returns 255 or 0 a pixel
 */
export function grabCut(cv: OpenCv, image: Pixels, seeds: Uint8Array, rounds: number): Mask {
  return withMats((keep) => {
    const { width, height } = image;
    const rgba = keep(new cv.Mat(height, width, cv.CV_8UC4));
    rgba.data.set(image.data);
    const rgb = keep(new cv.Mat());
    cv.cvtColor(rgba, rgb, cv.COLOR_RGBA2RGB);
    const mask = keep(new cv.Mat(height, width, cv.CV_8UC1));
    mask.data.set(seeds);
    cv.setRNGSeed(1);
    const models = [keep(new cv.Mat()), keep(new cv.Mat())] as const;
    cv.grabCut(rgb, mask, new cv.Rect(0, 0, width, height), ...models, rounds, cv.GC_INIT_WITH_MASK);
    return { width, height, data: mask.data.map((value) => (value % 2 === 1 ? 255 : 0)) };
  });
}
