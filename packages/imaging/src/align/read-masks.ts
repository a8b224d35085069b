import { decodeImage } from "../codec/decode-image.ts";
import { type MaskOverview, maskOverview, overlap } from "../compose/mask-overview.ts";
import { ImagingError } from "../imaging-error.ts";
import { type Bounds, boundsOf } from "../pixels/bounds.ts";
import { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { resamplePixels } from "../pixels/resample.ts";
import { cropMask } from "../pixels/trim.ts";
import type { ProviderResult } from "../provider-result.ts";
import { alignTo } from "./align-result.ts";
import type { AlignedResult } from "./aligned-result.ts";
import { pairMasks } from "./pair-masks.ts";
import { Versions } from "./versions.ts";

/** Two masks that agree this much are of the same thing. */
const sameOverlap = 0.98;

/** A result as a mask at the source's resolution. */
export interface ReadMask {
  readonly result: ProviderResult;
  readonly bounds: Bounds;
  /** Cut to `bounds`. */
  readonly mask: Mask;
  readonly overview: MaskOverview;
  readonly maskFrom: "provider" | "alpha" | "fill";
  /** Place in the stack, where the provider tells. */
  readonly depth?: number;
  /** A layer without any transparency: the picture itself, which holds what is behind the others. */
  readonly behind?: Pixels;
  /** Why the result itself could not be used, where the provider's mask of it could. */
  readonly refused?: string;
}

/** What a task's results come to. Each of them is in one of the three, or is a mask of one that is. */
export interface ReadMasks {
  readonly masks: readonly ReadMask[];
  /** Results that show the same as an earlier one. */
  readonly duplicates: readonly { readonly result: ProviderResult; readonly of: ProviderResult }[];
  /** Results that can't be brought onto the source, and why. */
  readonly unaligned: readonly { readonly result: ProviderResult; readonly reason: string }[];
}

/**
 * Brings results onto their source, one after the other, so that no more than one is held decoded.
 *
 * @param results of all roles but `composite`
 * @param each is called after each result
 * @throws the signal's reason
 */
export async function readMasks(
  source: Pixels,
  results: readonly ProviderResult[],
  signal: AbortSignal | undefined,
  each: () => void,
): Promise<ReadMasks> {
  const masks: ReadMask[] = [];
  const duplicates: { result: ProviderResult; of: ProviderResult }[] = [];
  const unaligned: { result: ProviderResult; reason: string }[] = [];
  const own = pairMasks(results);
  const paired = new Set(own.values());
  const versions = new Versions(source);
  const pace = new Pace(signal);
  for (const result of results) {
    if (paired.has(result)) continue;
    const picture = await aligned(versions, result, undefined, signal);
    const mask = own.get(result);
    const better = mask && (await aligned(versions, mask, picture.read, signal));
    if (mask && better?.refused !== undefined) unaligned.push({ result: mask, reason: better.refused });
    const read = better?.read ?? picture.read;
    await pace.step();
    const bounds = read && boundsOf(read.mask);
    await pace.step();
    if (read && bounds) {
      const cut = cropMask(read.mask, bounds);
      await pace.step();
      const fresh = {
        result,
        bounds,
        mask: cut,
        overview: maskOverview(cut, bounds, source),
        maskFrom: origin(read, better?.read),
        ...(result.depth !== undefined && { depth: result.depth }),
        ...(picture.refused !== undefined && { refused: picture.refused }),
        ...(result.role === "layer" &&
          picture.read &&
          !better?.read &&
          (await behindOf(picture, source, signal))),
      };
      await pace.step();
      const twin = masks.find((known) => isSame(known, fresh));
      if (twin) duplicates.push({ result, of: twin.result });
      else masks.push(fresh);
    } else {
      unaligned.push({ result, reason: picture.refused ?? "nothing of it is visible" });
    }
    each();
  }
  return { masks, duplicates, unaligned };
}

/** A result brought onto its source, and its own pixels. */
interface Aligned {
  readonly read: AlignedResult;
  readonly pixels: Pixels;
  readonly refused?: never;
}

/** A result that can't be used, and why. */
interface Refused {
  readonly read?: never;
  readonly refused: string;
}

/** The picture at the source's size, when it is opaque all over the source. */
async function behindOf(
  { read, pixels }: Aligned,
  { width, height }: Pixels,
  signal: AbortSignal | undefined,
): Promise<{ behind?: Pixels }> {
  const isWhole =
    (read.placed === "same" || read.placed === "scaled") && !read.mask.data.some((part) => part < 255);
  return isWhole ? { behind: await resamplePixels(pixels, width, height, { signal }) } : {};
}

async function aligned(
  source: Versions,
  result: ProviderResult,
  cutout: AlignedResult | undefined,
  signal: AbortSignal | undefined,
): Promise<Aligned | Refused> {
  try {
    const role = result.role === "mask" || result.role === "cutout" ? result.role : "layer";
    const pixels = await decodeImage(result.bytes);
    await new Pace(signal).rest();
    const read = await alignTo(source, pixels, role, {
      of: result.keyword === undefined ? "subject" : "region",
      stacked: result.depth !== undefined,
      ...(cutout && { cutout }),
      ...(signal && { signal }),
    });
    return { read, pixels };
  } catch (error) {
    if (!(error instanceof ImagingError) || error.code === "no-codecs") throw error;
    return { refused: error.message };
  }
}

function origin(read: AlignedResult, better: AlignedResult | undefined): ReadMask["maskFrom"] {
  if (read === better || read.how === "luminance") return "provider";
  return read.how;
}

/** Looks from afar first: the masks themselves are compared only where they may be the same. */
function isSame(one: ReadMask, other: ReadMask): boolean {
  if (overlap(one.overview.squares, other.overview.squares) < sameOverlap) return false;
  const [a, b] = [one.bounds, other.bounds];
  const inside = { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y), width: 0, height: 0 };
  inside.width = Math.min(a.x + a.width, b.x + b.width) - inside.x;
  inside.height = Math.min(a.y + a.height, b.y + b.height) - inside.y;
  if (inside.width <= 0 || inside.height <= 0) return false;
  const part = ({ mask, bounds }: ReadMask) =>
    cropMask(mask, { ...inside, x: inside.x - bounds.x, y: inside.y - bounds.y });
  const both = overlapSum(part(one).data, part(other).data);
  return both / (one.overview.area + other.overview.area - both) >= sameOverlap;
}

function overlapSum(one: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += Math.min(one[at] ?? 0, other[at] ?? 0);
  return sum;
}
