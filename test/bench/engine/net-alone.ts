import { type Mask, type Pixels, resampleMask, resamplePixels } from "@stratify/imaging";
import type { SaliencyNet } from "../../../packages/local-engine/src/model/saliency-net.ts";

/** The size that the net was trained with. */
const side = 320;

/** The net's answer as its authors use it: the image squeezed to a square, cut at one half, and scaled up. */
export async function netAlone(net: SaliencyNet, image: Pixels): Promise<Mask> {
  const plane = await net.look(await resamplePixels(image, side, side));
  const data = Uint8Array.from(plane.data, (probability) => Math.round(255 * probability));
  const mask = await resampleMask({ width: side, height: side, data }, image.width, image.height);
  return { ...mask, data: mask.data.map((share) => (share >= 128 ? 255 : 0)) };
}
