import { readMasks } from "./align/read-masks.ts";
import { decodeImage } from "./codec/decode-image.ts";
import { encodePng } from "./codec/encode-png.ts";
import { readImageSize } from "./codec/image-size.ts";
import { type RecompositionScore, recompositionScore } from "./compose/recomposition-score.ts";
import { type FillRemainder, takeLayers } from "./compose/take-layers.ts";
import { fileName, UniqueNames } from "./file-names.ts";
import { type GivenFile, givenFile } from "./given-file.ts";
import { ImagingError } from "./imaging-error.ts";
import type { Bounds } from "./pixels/bounds.ts";
import { Pace } from "./pixels/pace.ts";
import type { Mask, Pixels } from "./pixels/pixels.ts";
import { type Origin, originOf, type ProviderResult, type ResultRole } from "./provider-result.ts";

/** A source in layers that add up to it. */
export interface LayerSet {
  /** Size of the source, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Bottom to top. What one of them hides of those below is not in those below. */
  readonly layers: readonly AlignedLayer[];
  /** What is left of the source; absent when the layers hold all of it, and without layers. */
  readonly remainder?: AlignedLayer;
  /** Pictures that are no part of the source, such as the subject before another background. */
  readonly composites: readonly Composite[];
  /** How far remainder and layers, drawn over each other, are from the source; absent without layers. */
  readonly score?: RecompositionScore;
  /** Results that show the same as a layer that is there. */
  readonly duplicates: readonly Duplicate[];
  /** Results that can't be laid over the source, kept as the provider gave them. */
  readonly unaligned: readonly UnalignedResult[];
}

/** A part of the source, made of the source's own pixels. */
export interface AlignedLayer extends Origin {
  /** File name without its ending, unlike any other of the set. */
  readonly name: string;
  readonly role: "layer" | "cutout" | "remainder";
  /** Where it is on the source; nothing of it is visible outside. */
  readonly bounds: Bounds;
  /** Cut to `bounds`. Soft edges hold the layer's colour alone; under alpha 0 the source's colours are kept. */
  readonly pixels: Pixels;
  /** The alpha channel of `pixels`. */
  readonly mask: Mask;
  /** What the mask was read from; absent for the remainder. */
  readonly maskFrom?: "provider" | "alpha" | "fill";
  /** The result's picture, where it could not be used and the provider's mask of it could; and why, in a sentence. */
  readonly unused?: GivenFile & { readonly reason: string };
}

/** A finished picture, as the provider made it. */
export interface Composite extends Origin {
  readonly name: string;
  readonly png: Uint8Array;
  /** Pixels of `png`, which need not be the source's. */
  readonly width: number;
  readonly height: number;
}

/** A result that was left out of the layers, because one of them is the same, and its file. */
export interface Duplicate extends Origin, GivenFile {
  /** What the result is called; unlike any other of the set. */
  readonly name: string;
  /** Name of the layer that is the same. */
  readonly of: string;
}

/** A result that is not among the layers, and why; and its file. */
export interface UnalignedResult extends Origin, GivenFile {
  readonly name: string;
  readonly role: ResultRole;
  /** Says in a sentence what is wrong with it. */
  readonly reason: string;
}

/** Where {@link buildLayerSet} is. */
export interface LayerSetProgress {
  readonly step: "reading" | "composing" | "checking";
  readonly done: number;
  readonly total: number;
}

export interface LayerSetOptions {
  /** Paints what is behind the layers into the remainder; without it the remainder has holes. */
  readonly fillRemainder?: FillRemainder;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LayerSetProgress) => void;
}

/** Endings of files that belong to a layer. */
export const maskSuffix = "-mask";
/** Files of every set. */
const ownNames = ["remainder", "recomposed"];

/**
 * Turns a source and what a provider returned for it into layers of the source's own pixels, at its resolution, and
 * proves that they add up to it. Results give the masks alone: the provider's own where the job made one, else the
 * result's alpha, else the fill around it. Every result is in the set, if not as a layer then with the reason.
 *
 * Takes a fraction of a second per ten megapixels and result, in stretches of up to 300 ms: run it in a worker.
 *
 * @param source the picture that the task was run on; not changed, as nothing else is
 * @throws the signal's reason
 */
export async function buildLayerSet(
  source: Pixels,
  results: readonly ProviderResult[],
  options: LayerSetOptions = {},
): Promise<LayerSet> {
  const { fillRemainder: fill, signal, onProgress } = options;
  const { width, height } = source;
  const progress = (step: LayerSetProgress["step"], total: number) => {
    let done = 0;
    onProgress?.({ step, done, total });
    return () => onProgress?.({ step, done: ++done, total });
  };
  const names = new UniqueNames();
  for (const name of ownNames) names.take(name, [maskSuffix]);
  const taken = new Map(results.map((result) => [result, names.take(fileName(result.name), [maskSuffix])]));
  const nameOf = (result: ProviderResult) => taken.get(result) ?? fileName(result.name);
  const refused = (result: ProviderResult, reason: string): UnalignedResult => ({
    name: nameOf(result),
    role: result.role,
    ...originOf(result),
    reason,
    ...givenFile(result.bytes),
  });

  const parts = results.filter(({ role }) => role !== "composite");
  const read = await readMasks(source, parts, signal, progress("reading", parts.length));
  const unaligned = read.unaligned.map(({ result, reason }) => refused(result, reason));
  const composites: Composite[] = [];
  for (const result of results.filter(({ role }) => role === "composite")) {
    signal?.throwIfAborted();
    const png = await asPng(result.bytes).catch((error: unknown) => {
      if (!(error instanceof ImagingError) || error.code === "no-codecs") throw error;
      unaligned.push(refused(result, error.message));
    });
    if (png) composites.push({ name: nameOf(result), ...originOf(result), ...png });
  }

  const each = progress("composing", read.masks.length);
  const stack = await takeLayers(source, read.masks, {
    each,
    ...(fill && { fill }),
    ...(signal && { signal }),
  });
  const layers: AlignedLayer[] = [];
  for (const { of, layer } of stack.layers) {
    const { result, maskFrom, refused: reason } = of;
    if (!layer) unaligned.push(refused(result, reason ?? "other layers hide all of it"));
    else
      layers.push({
        name: nameOf(result),
        role: partRole(result.role),
        ...originOf(result),
        maskFrom,
        ...layer,
        ...(reason !== undefined && { unused: { reason, ...givenFile(result.bytes) } }),
      });
  }
  const duplicates = read.duplicates.map(({ result, of }) => ({
    name: nameOf(result),
    of: nameOf(of),
    ...originOf(result),
    ...givenFile(result.bytes),
  }));
  const kept = { width, height, layers, composites, duplicates, unaligned };
  if (layers.length === 0) return kept;

  const { remainder } = stack;
  const all = remainder ? [remainder, ...layers] : layers;
  const checked = progress("checking", 1);
  const score = await recompositionScore(source, all, new Pace(signal));
  checked();
  return {
    ...kept,
    ...(remainder && { remainder: { name: "remainder", role: "remainder", ...remainder } }),
    score,
  };
}

/** A mask that belongs to no result stands for a layer; so does a provider's own remainder. */
function partRole(role: ResultRole): "layer" | "cutout" {
  return role === "cutout" ? "cutout" : "layer";
}

/** The same bytes when they are a PNG already; one that can't be read is no composite. */
async function asPng(bytes: Uint8Array): Promise<{ png: Uint8Array; width: number; height: number }> {
  const pixels = await decodeImage(bytes);
  const png = readImageSize(bytes).format === "png" ? bytes : await encodePng(pixels);
  return { png, width: pixels.width, height: pixels.height };
}
