import type { Mask, Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import { type LabImage, toLab } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { shrink } from "../pixels/resample.ts";
import { withinAlpha } from "../subject/alpha.ts";
import { clean } from "../subject/clean.ts";

/** The colours that the engine knows by name. */
export const colorNames = [
  "red",
  "orange",
  "yellow",
  "green",
  "blue",
  "purple",
  "pink",
  "brown",
  "black",
  "white",
  "grey",
] as const;

export type ColorName = (typeof colorNames)[number];

const working = 512;
/** Smallest piece of a colour that stays, as a share of its largest. */
const leastPiece = 0.02;
/** Below this share of the picture a colour counts as not there. */
const leastShare = 0.002;

/** Everything of one colour, at the picture's full size and with soft edges; empty when there is none. */
export function color(cv: OpenCv, image: Pixels, name: ColorName): Mask {
  const small = shrink(image, working);
  const lab = toLab(small);
  const data = Uint8Array.from({ length: small.width * small.height }, (_, index) => {
    return (small.data[4 * index + 3] ?? 0) > 127 && nameAt(lab, index) === name ? 255 : 0;
  });
  const rough = clean(cv, { width: small.width, height: small.height, data }, leastPiece);
  const count = rough.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  if (count < leastShare * rough.data.length) {
    return { width: image.width, height: image.height, data: new Uint8Array(image.width * image.height) };
  }
  return withinAlpha(image, refine(cv, image, rough));
}

function nameAt({ data }: LabImage, index: number): ColorName {
  return colorName(data[3 * index] ?? 0, data[3 * index + 1] ?? 0, data[3 * index + 2] ?? 0);
}

/**
 * Names a colour given in CIE L*a*b*. The borders lie between the CSS colours of those names; brown is dark orange
 * and pink is light red, as people call them.
 */
export function colorName(lightness: number, a: number, b: number): ColorName {
  const chroma = Math.hypot(a, b);
  if (lightness < 8 || (lightness < 16 && chroma < 40) || (lightness < 25 && chroma < 12)) return "black";
  if (chroma < 12) return lightness > 82 ? "white" : "grey";
  const hue = (Math.atan2(b, a) * 180) / Math.PI;
  const degrees = hue < 0 ? hue + 360 : hue;
  if (degrees < 48 || degrees >= 345) return reddish(lightness, chroma, degrees);
  if (degrees < 82) return lightness < 58 && chroma < 68 ? "brown" : "orange";
  if (degrees < 112) return lightness < 45 ? "brown" : "yellow";
  if (degrees < 190) return "green";
  // Pure blue turns towards purple as it gets darker or deeper in this space; a pale blue of its hue is a purple.
  if (degrees < 297 || (degrees < 308 && (lightness < 30 || chroma > 90))) return "blue";
  return lightness > 60 && degrees > 325 ? "pink" : "purple";
}

function reddish(lightness: number, chroma: number, degrees: number): ColorName {
  if (degrees >= 41 && degrees < 48 && lightness > 50) return "orange";
  if (lightness > 62) return "pink";
  if (degrees >= 345 || degrees < 12) return lightness > 50 ? "pink" : "red";
  return chroma < 32 && degrees > 25 ? "brown" : "red";
}
