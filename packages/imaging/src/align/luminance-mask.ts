import { maskFromAlpha } from "../pixels/masks.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { hasAlpha, isGrey } from "./kind.ts";

/** Levels at both ends that JPEG noise reaches. */
const noise = 8;
/** Share of pixels within the noise, but not at its end, from which a mask counts as noisy. */
const noisy = 0.01;

/** Whether a file that is called a mask is one, rather than a picture on a plain fill: it is grey or has alpha. */
export function tellsByLight(result: Pixels): boolean {
  return hasAlpha(result) || isGrey(result);
}

/**
 * A mask picture as a mask: its alpha where that varies, else its luminance. Of a noisy picture, as JPEG makes it, levels
 * up to 8 become 0 and those from 247 on 255, the others in between.
 */
export function luminanceMask(picture: Pixels): { readonly how: "alpha" | "luminance"; readonly mask: Mask } {
  if (hasAlpha(picture)) return { how: "alpha", mask: maskFromAlpha(picture) };
  const { width, height, data } = picture;
  const mask = new Uint8Array(width * height);
  let near = 0;
  for (let at = 0; at < mask.length; at += 1) {
    // In 256ths, 0.299, 0.587 and 0.114 of ITU-R BT.601; they add up to 256, so that grey stays exactly as it is.
    const light =
      (77 * (data[4 * at] ?? 0) + 150 * (data[4 * at + 1] ?? 0) + 29 * (data[4 * at + 2] ?? 0)) >> 8;
    mask[at] = light;
    if ((light > 0 && light <= noise) || (light < 255 && light >= 255 - noise)) near += 1;
  }
  const stretched = (light: number) =>
    Math.min(255, Math.max(0, ((light - noise) * 255) / (255 - 2 * noise)));
  return {
    how: "luminance",
    mask: { width, height, data: near > noisy * mask.length ? mask.map(stretched) : mask },
  };
}
