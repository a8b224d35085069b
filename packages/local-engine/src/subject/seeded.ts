import type { Mask, Pixels } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import { grabCut, seed } from "../pixels/grab-cut.ts";
import type { OpenCv } from "../pixels/open-cv.ts";

/** Probabilities below and above these are believed; between them, colours decide. */
const [background, foreground] = [0.2, 0.8];
const rounds = 2;

/**
 * The net's answer with its outline where the colours change: one GrabCut of the pixels that the net is not sure of.
 *
 * @param small the image at the size of the probabilities
 */
export function seeded(cv: OpenCv, small: Pixels, { data }: Plane): Mask {
  const seeds = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 1) {
    const value = data[at] ?? 0;
    if (value < background) seeds[at] = seed.background;
    else if (value > foreground) seeds[at] = seed.subject;
    else seeds[at] = value >= 0.5 ? seed.maybeSubject : seed.maybeBackground;
  }
  return grabCut(cv, small, seeds, rounds);
}
