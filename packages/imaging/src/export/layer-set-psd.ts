import type { Layer as PsdLayer } from "ag-psd";
import type { ColorProfile } from "../codec/color-profile.ts";
import { recompose } from "../compose/recompose.ts";
import type { AlignedLayer, LayerSet } from "../layer-set.ts";
import type { Mask } from "../pixels/pixels.ts";
import { drawVisible } from "./draw-visible.ts";
import { withPsdProfile } from "./psd-profile.ts";

/** PSD holds at most this many pixels a side; beyond, the same file is a PSB. */
const longestPsdSide = 30_000;

/** Bytes set aside for a file before it is written; a system gives them only as they are used. */
const mostRoom = 2 ** 30;

/** How a layer's mask is in the file: as its transparency, or beside whole pixels, so that it can still be changed. */
export type PsdMasks = "baked" | "layer-masks";

/** Whether the set needs Adobe's format for large documents. */
export function needsPsb({ width, height }: Pick<LayerSet, "width" | "height">): boolean {
  return Math.max(width, height) > longestPsdSide;
}

/**
 * One layered document: the remainder and the layers, bottom to top, each cut to its bounds, under its own name. The
 * picture that they add up to is in it too, for viewers that know no layers. Opens in Photoshop, GIMP, Krita and others.
 *
 * @param profile the source's, from `readProfile`; its ICC profile is embedded, where it has one
 * @returns a PSD file, RGB, 8 bits a channel; a PSB when {@link needsPsb} says so
 */
export async function layerSetPsd(
  set: Pick<LayerSet, "width" | "height" | "layers" | "remainder">,
  masks: PsdMasks,
  profile?: ColorProfile,
): Promise<Uint8Array> {
  const { width, height, remainder } = set;
  const layers = remainder ? [remainder, ...set.layers] : set.layers;
  const { createWriter, getWriterBufferNoCopy, writePsd } = await import("ag-psd/dist/psdWriter.js");
  const children = layers.map((layer) => psdLayer(layer, masks));
  const imageData = recompose(layers, width, height);
  const options = { noBackground: true, psb: needsPsb(set) };
  // Room for all of it at once: the package's own functions begin with 4 kB, and copy the file whenever it outgrows them.
  const raw = layers.reduce((sum, { pixels }) => sum + pixels.data.length, imageData.data.length);
  const writer = createWriter(Math.min(raw, mostRoom));
  writePsd(writer, { width, height, children, imageData }, options);
  const psd = getWriterBufferNoCopy(writer);
  return profile?.icc ? withPsdProfile(psd, profile.icc) : psd;
}

function psdLayer(layer: AlignedLayer, masks: PsdMasks): PsdLayer {
  const { name, keyword, bounds, pixels, mask } = layer;
  const place = {
    left: bounds.x,
    top: bounds.y,
    right: bounds.x + bounds.width,
    bottom: bounds.y + bounds.height,
  };
  const common = { name: keyword ?? name, ...place };
  if (masks === "baked") {
    const data = new Uint8ClampedArray(pixels.data.length);
    drawVisible(pixels, bounds, undefined, data);
    return { ...common, imageData: { ...pixels, data } };
  }
  return {
    ...common,
    imageData: { ...pixels, data: opaque(pixels.data) },
    mask: { ...place, defaultColor: 0, imageData: { ...pixels, data: greyOf(mask) } },
  };
}

function opaque(data: Uint8ClampedArray): Uint8ClampedArray {
  const copy = data.slice();
  for (let at = 3; at < copy.length; at += 4) copy[at] = 255;
  return copy;
}

/** The library reads a mask out of the red channel. */
function greyOf({ data }: Mask): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(4 * data.length);
  for (let at = 0; at < data.length; at += 1) grey[4 * at] = data[at] ?? 0;
  return grey;
}
