import type { Mask, Pixels } from "@stratify/imaging";
import { grabCut, seed } from "../../../packages/local-engine/src/pixels/grab-cut.ts";
import type { OpenCv } from "../../../packages/local-engine/src/pixels/open-cv.ts";
import { scaleMask, shrink } from "../../../packages/local-engine/src/pixels/resample.ts";
import { seededRandom } from "../../seeded-random.ts";

const rounds = 5;
const inset = 0.05;
/** Longest side, in pixels, at which it works; the mask is scaled up. */
const working = 320;

/** OpenCV's GrabCut as its tutorials use it: a rectangle 5 % inside the border, five rounds. */
export function plainGrabCut(cv: OpenCv, image: Pixels): Mask {
  const small = grainy(shrink(image, working));
  const { width, height } = small;
  const [left, top] = [Math.round(inset * width), Math.round(inset * height)];
  const seeds = new Uint8Array(width * height).fill(seed.background);
  for (let y = top; y < height - top; y += 1) {
    seeds.fill(seed.maybeSubject, y * width + left, (y + 1) * width - left);
  }
  return scaleMask(grabCut(cv, small, seeds, rounds), image.width, image.height);
}

/** GrabCut never returns for parts of a single colour: a little noise, which changes nothing else. */
function grainy({ width, height, data }: Pixels): Pixels {
  const random = seededRandom(1);
  return { width, height, data: data.map((value, at) => (at % 4 === 3 ? value : value + 6 * random() - 3)) };
}
