import type { ColorProfile } from "../codec/color-profile.ts";
import { encodeDrawn, encodeMaskPng } from "../codec/encode-png.ts";
import type { AlignedLayer, LayerSet } from "../layer-set.ts";
import { drawVisible } from "./draw-visible.ts";

/**
 * A layer as a PNG file, transparent black where it is not.
 *
 * @param canvas size of the source, to have it in its place there; without it the file is cut to the layer's bounds
 */
export function layerPng(
  layer: AlignedLayer,
  canvas?: Pick<LayerSet, "width" | "height">,
  profile?: ColorProfile,
): Promise<Uint8Array> {
  const { pixels, bounds } = layer;
  return encodeDrawn(canvas ?? bounds, (data) => drawVisible(pixels, bounds, canvas, data), { profile });
}

/** A layer's mask as a grey PNG file; see {@link layerPng}. */
export function maskPng(
  layer: AlignedLayer,
  canvas?: Pick<LayerSet, "width" | "height">,
): Promise<Uint8Array> {
  const { mask, bounds } = layer;
  return canvas ? encodeMaskPng(mask, bounds, canvas) : encodeMaskPng(mask);
}

/** A layer without transparency. Colours under alpha 0 are the source's, so nothing but the alpha is to be changed. */
export function opaqueLayer(layer: AlignedLayer): AlignedLayer {
  const data = layer.pixels.data.slice();
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return { ...layer, pixels: { ...layer.pixels, data } };
}
