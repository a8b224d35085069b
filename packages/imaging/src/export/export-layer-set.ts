import type { ColorProfile } from "../codec/color-profile.ts";
import { decodeImage } from "../codec/decode-image.ts";
import { encodeDrawn, encodePng } from "../codec/encode-png.ts";
import { drawRows } from "../compose/recompose.ts";
import type { LayerSet } from "../layer-set.ts";
import { Pace } from "../pixels/pace.ts";
import { cropPixels } from "../pixels/trim.ts";
import { layerPng, maskPng, opaqueLayer } from "./layer-pngs.ts";
import { layerSetPsd, needsPsb, type PsdMasks } from "./layer-set-psd.ts";
import type { LayerSetAbout, Manifest } from "./manifest.ts";
import { manifestOf } from "./manifest-of.ts";
import { givenPath, maskPath, tilesOf } from "./paths.ts";
import { layerWithin } from "./tiles.ts";

/** A file to write below a folder of the set's own; the path has forward slashes. */
export interface ExportedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ExportOptions {
  /**
   * Cuts the pictures of layers and masks to their bounds, which the manifest tells: for game engines and others that
   * place them. Without it they are as large as the source, so that wherever they are dropped they lie in place.
   */
  readonly trim?: boolean;
  /**
   * Cuts trimmed pictures and composites that are longer than so many pixels into tiles, which the manifest tells: for
   * programs that take no larger ones.
   */
  readonly tile?: number;
  /** Writes layers without transparency, with the colours that lie under their masks: for programs that mask themselves. */
  readonly opaque?: boolean;
  /** How the PSD holds masks, or `none` to write no PSD; `baked` unless told. */
  readonly psd?: PsdMasks | "none";
  /** Writes a grey PNG of each layer's mask beside it; `true` unless told. */
  readonly masks?: boolean;
  /** Adds `recomposed.png`: what the layers add up to. */
  readonly recomposed?: boolean;
  /** The source's, from `readProfile`: written into the layers' PNG files and the PSD, so that colours look the same. */
  readonly profile?: ColorProfile | undefined;
  readonly signal?: AbortSignal;
}

/** The manifest's path. It comes last: where it is, everything else is. */
export const manifestPath = "manifest.json";

/**
 * Gives a set's files one by one, so that no more than one is held: for each layer and the remainder a PNG and a
 * grey mask PNG, composites, what no layer is made of as the provider gave it, one PSD, and `manifest.json`.
 *
 * Encoding ten megapixels takes up to 300 ms in one stretch, the PSD a second or more: run it in a worker.
 *
 * @throws the signal's reason, between two files
 */
export async function* exportLayerSet(
  set: LayerSet,
  about: LayerSetAbout,
  options: ExportOptions = {},
): AsyncGenerator<ExportedFile, void, undefined> {
  const { trim = false, opaque = false, psd = "baked", masks = true, profile, signal } = options;
  const tile = options.tile ?? Number.POSITIVE_INFINITY;
  const canvas = trim ? undefined : set;
  const pace = new Pace(signal);
  const parts = set.remainder ? [set.remainder, ...set.layers] : set.layers;
  for (const layer of parts) {
    for (const { bounds, name } of trim ? tilesOf(layer.name, layer.bounds, tile) : [layer]) {
      const part = bounds === layer.bounds ? layer : layerWithin(layer, bounds);
      const picture = opaque ? opaqueLayer(part) : part;
      yield { path: `${name}.png`, bytes: await layerPng(picture, canvas, profile) };
      await pace.rest();
      if (!masks) continue;
      yield { path: maskPath(name), bytes: await maskPng(part, canvas) };
      await pace.rest();
    }
  }
  for (const { name, png, ...size } of set.composites) {
    const tiles = tilesOf(name, { x: 0, y: 0, ...size }, tile);
    if (tiles.length === 1) yield { path: `${name}.png`, bytes: png };
    else {
      const pixels = await decodeImage(png);
      for (const each of tiles) {
        yield { path: `${each.name}.png`, bytes: await encodePng(cropPixels(pixels, each.bounds)) };
        await pace.rest();
      }
    }
  }
  for (const { path, bytes } of givenFiles(set)) yield { path, bytes };

  const documents: Pick<Manifest, "psd" | "recomposed"> = {
    ...(parts.length > 0 && psd !== "none" && { psd: needsPsb(set) ? "layers.psb" : "layers.psd" }),
    ...(parts.length > 0 && options.recomposed && { recomposed: "recomposed.png" }),
  };
  if (documents.recomposed) {
    const draw = (data: Uint8ClampedArray) => drawRows(parts, set.width, 0, set.height, data);
    yield { path: documents.recomposed, bytes: await encodeDrawn(set, draw, { profile }) };
    await pace.rest();
  }
  if (documents.psd && psd !== "none") {
    yield { path: documents.psd, bytes: await layerSetPsd(set, psd, profile) };
    await pace.rest();
  }
  const manifest: Manifest = { ...manifestOf(set, about, { trimmed: trim, masks, tile }), ...documents };
  yield { path: manifestPath, bytes: new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`) };
}

/** What the provider gave and no layer is made of. It was paid for, so it is not thrown away. */
function givenFiles({ layers, duplicates, unaligned }: LayerSet): ExportedFile[] {
  return [
    ...layers.flatMap(({ name, unused }) =>
      unused ? { path: givenPath("unused", name, unused), bytes: unused.bytes } : [],
    ),
    ...duplicates.map((file) => ({ path: givenPath("duplicates", file.name, file), bytes: file.bytes })),
    ...unaligned.map((file) => ({ path: givenPath("unaligned", file.name, file), bytes: file.bytes })),
  ];
}
