import type { Mask, Pixels } from "@stratify/imaging";
import { grabCut, seed } from "../../../packages/local-engine/src/pixels/grab-cut.ts";
import type { OpenCv } from "../../../packages/local-engine/src/pixels/open-cv.ts";

const rounds = 5;
const inset = 0.05;

/** OpenCV's GrabCut as its tutorials use it: a rectangle 5 % inside the border, five rounds. */
export function plainGrabCut(cv: OpenCv, image: Pixels): Mask {
  const { width, height } = image;
  const [left, top] = [Math.round(inset * width), Math.round(inset * height)];
  const seeds = new Uint8Array(width * height).fill(seed.background);
  for (let y = top; y < height - top; y += 1) {
    seeds.fill(seed.maybeSubject, y * width + left, (y + 1) * width - left);
  }
  return grabCut(cv, image, seeds, rounds);
}
