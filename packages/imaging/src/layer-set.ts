import { decodeImage } from "./decode-image.ts";
import { encodeMaskPng, encodePng } from "./encode-png.ts";
import { fileName, UniqueNames } from "./file-names.ts";
import { readImageSize } from "./image-size.ts";
import { maskFromAlpha } from "./masks.ts";
import type { Mask, Pixels } from "./pixels.ts";

/** What a result picture is. */
export type ResultRole = "layer" | "cutout" | "mask" | "composite" | "remainder";

/** One file that a provider gave for a task. */
export interface ProviderResult {
  /** What to call it; made safe and unique for file systems. */
  readonly name: string;
  readonly role: ResultRole;
  /** The downloaded file: PNG, JPEG or WebP. */
  readonly bytes: Uint8Array;
  readonly keyword?: string | undefined;
  /** Which job it came from. A mask belongs to the layer or cutout of the same job. */
  readonly job?: string | undefined;
}

/** A picture's layers as files that only have to be written. */
export interface LayerSet {
  /** Size of the source, in pixels. */
  readonly width: number;
  readonly height: number;
  /** In the order of the results. */
  readonly layers: readonly Layer[];
}

/** One file of a {@link LayerSet}. */
export interface Layer {
  /** File name without its ending, unlike any other of the set. */
  readonly name: string;
  readonly role: ResultRole;
  readonly keyword?: string;
  readonly png: Uint8Array;
  /** Size of the picture in `png`, in pixels. */
  readonly width: number;
  readonly height: number;
  /** White where the layer is; absent where the result is opaque and the provider gave no mask. */
  readonly mask?: LayerMask;
}

/** The mask of a layer. */
export interface LayerMask {
  /** File name without its ending, unlike any other of the set. */
  readonly name: string;
  readonly png: Uint8Array;
  /** True when it was read off the layer's alpha channel, false when it is the provider's own file. */
  readonly derived: boolean;
}

const maskSuffix = "-mask";

/**
 * Turns what a provider returned for a source into a set of files. A PNG is kept byte for byte; anything else is
 * re-encoded without loss. A layer or cutout comes with its mask: the provider's own, else its alpha channel, else
 * none. A provider's mask that belongs to no layer becomes a layer of its own, so that nothing paid for is dropped.
 *
 * @param source the picture that the task was run on
 * @throws {ImagingError} when a result can't be read
 */
export async function buildLayerSet(source: Pixels, results: readonly ProviderResult[]): Promise<LayerSet> {
  const names = new UniqueNames();
  const owned = pairMasks(results);
  const loose = results.filter((result) => ![...owned.values()].includes(result));
  const layers: Layer[] = [];
  for (const result of loose) {
    const name = names.take(fileName(result.name), [maskSuffix]);
    layers.push(await layerOf(result, owned.get(result), name));
  }
  return { width: source.width, height: source.height, layers };
}

/** For each layer or cutout the provider's mask of it: of the same job, or of the same keyword where no job is told. */
function pairMasks(results: readonly ProviderResult[]): Map<ProviderResult, ProviderResult> {
  const free = new Set(results.filter(({ role }) => role === "mask"));
  const pairs = new Map<ProviderResult, ProviderResult>();
  for (const result of results) {
    if (result.role !== "layer" && result.role !== "cutout") continue;
    const own = [...free].find(({ job, keyword }) => job === result.job && keyword === result.keyword);
    if (!own) continue;
    free.delete(own);
    pairs.set(result, own);
  }
  return pairs;
}

async function layerOf(
  result: ProviderResult,
  own: ProviderResult | undefined,
  name: string,
): Promise<Layer> {
  const { format, width, height } = readImageSize(result.bytes);
  const needsMask = (result.role === "layer" || result.role === "cutout") && !own;
  const pixels = format !== "png" || needsMask ? await decodeImage(result.bytes) : undefined;
  const png = format === "png" || !pixels ? result.bytes : await encodePng(pixels);
  const mask = own ? await ownMask(own) : needsMask && pixels ? await derivedMask(pixels) : undefined;
  return {
    name,
    role: result.role,
    ...(result.keyword !== undefined && { keyword: result.keyword }),
    png,
    width,
    height,
    ...(mask && { mask: { name: name + maskSuffix, ...mask } }),
  };
}

async function ownMask({ bytes }: ProviderResult): Promise<Omit<LayerMask, "name">> {
  const { format } = readImageSize(bytes);
  return { png: format === "png" ? bytes : await encodePng(await decodeImage(bytes)), derived: false };
}

async function derivedMask(pixels: Pixels): Promise<Omit<LayerMask, "name"> | undefined> {
  const mask: Mask = maskFromAlpha(pixels);
  const opaque = mask.data.every((value) => value === 255);
  return opaque ? undefined : { png: await encodeMaskPng(mask), derived: true };
}
