import type { Mask, Pixels } from "@stratify/imaging";
import { lightness } from "../pixels/lab.ts";
import { withinAlpha } from "../subject/alpha.ts";

/** How light a part of a picture is, as people who retouch photographs say it. */
export const toneNames = ["shadows", "midtones", "highlights"] as const;

export type ToneName = (typeof toneNames)[number];

/** Between these lightnesses (L*, 0 to 100) shadows pass into midtones, and midtones into highlights. */
const dusk = [20, 45] as const;
const dawn = [60, 85] as const;

/** All of one tone, pixel by pixel. The three of an opaque picture add up to 255, so that together they are all of it. */
export function tone(image: Pixels, name: ToneName): Mask {
  const data = new Uint8Array(image.width * image.height);
  for (let index = 0; index < data.length; index += 1) {
    const light = lightness(image, index);
    const shadow = 255 - ramp(light, dusk);
    const highlight = ramp(light, dawn);
    data[index] = { shadows: shadow, midtones: 255 - shadow - highlight, highlights: highlight }[name];
  }
  return withinAlpha(image, { width: image.width, height: image.height, data });
}

/** 0 to 255 in whole numbers, gently at both ends. */
function ramp(value: number, [from, to]: readonly [number, number]): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return Math.round(255 * share * share * (3 - 2 * share));
}
