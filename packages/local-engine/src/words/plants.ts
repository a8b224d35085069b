import type { Mask, Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import { toLab } from "../pixels/lab.ts";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";
import { shrink } from "../pixels/resample.ts";
import { withinAlpha } from "../subject/alpha.ts";
import { clean } from "../subject/clean.ts";

const working = 320;
/** Leaves are green to olive and never vivid: these hues in degrees, and this much colour, of L*a*b*. */
const hues = [88, 150] as const;
const chromas = [7, 75] as const;
/** Side, in pixels, of the window over which the rest of a plant is judged: its shade, its twigs, its shine. */
const window = 9;
/** Share of a window that must be leaf-coloured, for all of it to be plant: of all of it, and of what is not in the dark. */
const leastLeaves = 0.08;
const leastLitLeaves = 0.4;
/** Below this lightness colours can't be told. */
const darkness = 14;
/** Lightness changes at least so much within a window: a painted wall is green too, and has no leaves. */
const leastTexture = 3;
/** Below this share of the picture, something green is something else, such as a cat's eye. */
const leastShare = 0.03;
const leastPiece = 0.03;

/**
 * Plants: what is of the colours of leaves, and uneven as leaves and lawns are. Full size, soft edges; empty when there
 * are none. Flowers are left out, and so are leaves in autumn.
 */
export function plants(cv: OpenCv, image: Pixels): Mask {
  const small = shrink(image, working);
  const rough = clean(cv, leafy(cv, small), leastPiece);
  const count = rough.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  if (count < leastShare * rough.data.length) {
    return { width: image.width, height: image.height, data: new Uint8Array(image.width * image.height) };
  }
  return withinAlpha(image, refine(cv, image, rough));
}

function leafy(cv: OpenCv, small: Pixels): Mask {
  const { width, height } = small;
  const { data } = toLab(small);
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_32FC1));
    const target = keep(new cv.Mat());
    const mean = (value: (index: number) => number): Float32Array => {
      const plane = source.data32F;
      for (let index = 0; index < plane.length; index += 1) plane[index] = value(index);
      cv.boxFilter(source, target, cv.CV_32F, new cv.Size(window, window));
      return target.data32F.slice();
    };
    const lightness = (index: number) => data[3 * index] ?? 0;
    const inDark = (index: number) => lightness(index) < darkness;
    const isLeaf = (index: number) =>
      !inDark(index) && isLeafColor(data[3 * index + 1] ?? 0, data[3 * index + 2] ?? 0);
    const leaves = mean((index) => (isLeaf(index) ? 1 : 0));
    const dark = mean((index) => (inDark(index) ? 1 : 0));
    // How uneven leaves and their shade are; what they stand before doesn't count.
    const own = (index: number) => (inDark(index) || isLeaf(index) ? lightness(index) : 0);
    const light = mean(own);
    const squares = mean((index) => own(index) ** 2);
    const held = leaves.map((share, index) => {
      const lit = 1 - (dark[index] ?? 0);
      const weight = Math.max(share + 1 - lit, Number.MIN_VALUE);
      const average = (light[index] ?? 0) / weight;
      const texture = Math.sqrt(Math.max(0, (squares[index] ?? 0) / weight - average ** 2));
      return share > leastLeaves && share > leastLitLeaves * lit && texture > leastTexture ? 255 : 0;
    });
    return { width, height, data: Uint8Array.from(held) };
  });
}

function isLeafColor(a: number, b: number): boolean {
  const [hue, chroma] = [(Math.atan2(b, a) * 180) / Math.PI, Math.hypot(a, b)];
  return hue > hues[0] && hue < hues[1] && chroma > chromas[0] && chroma < chromas[1];
}
