import { ImagingError } from "../imaging-error.ts";
import { invertMask, maskFromAlpha } from "../pixels/masks.ts";
import { Pace } from "../pixels/pace.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { resamplePixels } from "../pixels/resample.ts";
import { cropPixels } from "../pixels/trim.ts";
import type { AlignedResult } from "./aligned-result.ts";
import { isInverted } from "./inverted.ts";
import type { Kind } from "./kind.ts";
import { sameShape } from "./letterbox.ts";
import { likeness, wholeSource } from "./likeness.ts";
import { luminanceMask, tellsByLight } from "./luminance-mask.ts";
import { maskFromFill } from "./mask-from-fill.ts";
import { placeMaskResult, placeResult } from "./place-result.ts";
import { type Placement, spread } from "./placement.ts";
import { Versions } from "./versions.ts";

/** What is known of a result beside its pixels. */
export interface AlignOptions {
  /** The aligned cutout of the same job: says where a clipped mask lies, and which way round it is. */
  readonly cutout?: AlignedResult;
  /**
   * `subject` (default): a mask is of a main subject, so white all round and black in the middle is the wrong way
   * round. `region`: of anything, such as the sky; without a cutout it is then never turned over.
   */
  readonly of?: "subject" | "region";
  /** The result is a layer of a stack: its alpha tells what it holds, and an opaque one holds all. @default false */
  readonly stacked?: boolean;
  /** Asked every 30 ms. */
  readonly signal?: AbortSignal;
}

/**
 * Makes of any result a mask at the source's resolution.
 *
 * Where it lies: over the whole source, at any size of the same shape; with bars on one side or two; or clipped to
 * its object, and then found by what it shows. A picture, unlike a mask, is compared with the source at that place.
 *
 * How it is read: by its alpha; an opaque grey mask by its luminance; an opaque picture by what differs from the
 * plain fill that its border has and is like the source.
 *
 * @param source decoded, upright
 * @param result decoded
 * @param role what the provider says it is
 * @throws {ImagingError} `not-alignable`, with a sentence that says why
 * @throws the signal's reason
 */
export function alignResult(
  source: Pixels,
  result: Pixels,
  role: "layer" | "cutout" | "mask",
  options: AlignOptions = {},
): Promise<AlignedResult> {
  return alignTo(new Versions(source), result, role, options);
}

/** {@link alignResult} for a source that has many results. */
export async function alignTo(
  versions: Versions,
  result: Pixels,
  role: "layer" | "cutout" | "mask",
  options: AlignOptions,
): Promise<AlignedResult> {
  const source = versions.pixels;
  const { signal } = options;
  const pace = new Pace(signal);
  const size = { width: result.width, height: result.height };
  if (role === "mask" && tellsByLight(result)) {
    const { picture, area, placed } = placeMaskResult(source, result, options.cutout);
    await pace.step();
    const { how, mask: read } = luminanceMask(picture.pixels);
    await pace.step();
    const mask = await spread(read, picture.area, source, signal);
    const known = options.cutout?.mask;
    const inverted = known || options.of !== "region" ? isInverted(mask, known) : false;
    await pace.step();
    return { mask: inverted ? invertMask(mask) : mask, how, placed, inverted, area, size };
  }
  if (options.stacked && sameShape(result, source)) {
    const area = { x: 0, y: 0, width: source.width, height: source.height };
    const mask = await spread(maskFromAlpha(result), area, source, signal);
    const placed = result.width === source.width && result.height === source.height ? "same" : "scaled";
    return { mask, how: "alpha", placed, inverted: false, area, size };
  }
  const { picture, kind, area, placed } = await placeResult(versions, result, signal);
  const { how, mask: read } = await readPicture(versions, picture, kind, signal);
  await pace.step();
  const mask = await spread(read, picture.area, source, signal);
  return { mask, how, placed, inverted: false, area, size };
}

interface Picture {
  readonly pixels: Pixels;
  readonly area: Placement;
}

async function readPicture(
  source: Versions,
  { pixels, area }: Picture,
  kind: Kind,
  signal: AbortSignal | undefined,
): Promise<Pick<AlignedResult, "how" | "mask">> {
  if (kind.how === "alpha") return { how: "alpha", mask: maskFromAlpha(pixels) };
  const part = partOf(source.pixels, area);
  if (kind.how === "fill") {
    const larger = pixels.width * pixels.height > part.width * part.height;
    const { width, height } = larger ? part : pixels;
    const [below, above] = [
      await resamplePixels(part, width, height, { signal }),
      await resamplePixels(pixels, width, height, { signal }),
    ];
    return { how: "fill", mask: await maskFromFill(below, above, kind.fill, signal) };
  }
  const within = part === source.pixels ? source : new Versions(part);
  const { alike } = await likeness(within, new Versions(pixels), kind, signal);
  if (alike >= wholeSource) return { how: "alpha", mask: maskFromAlpha(pixels) };
  throw new ImagingError(
    "not-alignable",
    "the result has no transparency and no plain background, so what it took out of the source can't be told",
  );
}

/** What of the source a result lies on. */
function partOf(source: Pixels, area: Placement): Pixels {
  const x = Math.max(0, Math.round(area.x));
  const y = Math.max(0, Math.round(area.y));
  const width = Math.min(source.width - x, Math.max(1, Math.round(area.width)));
  const height = Math.min(source.height - y, Math.max(1, Math.round(area.height)));
  return width === source.width && height === source.height
    ? source
    : cropPixels(source, { x, y, width, height });
}
