import { ImagingError } from "../imaging-error.ts";
import type { Pixels } from "../pixels/pixels.ts";
import type { AlignedResult } from "./aligned-result.ts";
import { type Kind, kindOf, shows } from "./kind.ts";
import { sameShape, unbox } from "./letterbox.ts";
import { type Likeness, likeness, wholeSource } from "./likeness.ts";
import { locate } from "./locate.ts";
import type { Placement } from "./placement.ts";
import { Versions } from "./versions.ts";

/** A result without bars and where that lies, and where it lay with them. */
export interface Placed {
  readonly picture: { readonly pixels: Pixels; readonly area: Placement };
  readonly area: Placement;
  readonly placed: AlignedResult["placed"];
}

/**
 * Mean difference in levels up to which a result surely lies where its shape says; JPEG stays below 10. Above 3 levels
 * it also has to be half as much as between any two places of the source, which in a dark picture are alike.
 */
const sure = 20;
const surelyNothing = 3;
/**
 * Up to which it may lie there when it is found nowhere else: after a change of light, where it still has to be three
 * quarters of the usual at most, or with a part painted anew, where the rest has to look like the source. Nineteen of
 * twenty other pictures are above five sixths of the usual, and dark ones are all within 64 levels of each other.
 */
const likely = 64;
const likelyShare = 0.75;

/**
 * Says where a picture lies, by its shape and by what it shows. One that shows nothing lies anywhere.
 *
 * @throws {ImagingError} `not-alignable`
 * @throws the signal's reason
 */
export async function placeResult(
  from: Versions,
  result: Pixels,
  signal?: AbortSignal,
): Promise<Placed & { readonly kind: Kind }> {
  const source = from.pixels;
  let best: (Placed & Likeness & { readonly kind: Kind }) | undefined;
  for (const place of placesByShape(source, result)) {
    const kind = kindOf(place.picture.pixels);
    const found = await likeness(from, new Versions(place.picture.pixels), kind, signal);
    if (found.visible === 0) return { ...place, kind };
    if (!best || found.difference < best.difference) best = { ...place, ...found, kind };
  }
  if (best && isSure(best)) return best;
  const kind = kindOf(result);
  if (!isVisible(result, kind)) {
    const area = { x: 0, y: 0, width: source.width, height: source.height };
    return { picture: { pixels: result, area }, area, placed: "scaled", kind };
  }
  const found = await locate(from, result, kind, signal);
  if ("area" in found) {
    const { area } = found;
    return { picture: { pixels: result, area }, area, placed: "located", kind };
  }
  if (best && isLikely(best)) return best;
  const sizes = `${result.width} x ${result.height} on ${source.width} x ${source.height}`;
  throw new ImagingError("not-alignable", `the result (${sizes}) can't be placed: ${found.why}`);
}

/**
 * Says where a mask lies, which shows nothing to compare: by its shape, or where the cutout of the same job and size
 * lies.
 *
 * @throws {ImagingError} `not-alignable`
 */
export function placeMaskResult(source: Pixels, result: Pixels, cutout?: AlignedResult): Placed {
  const [place] = placesByShape(source, result);
  const together = cutout?.size.width === result.width && cutout.size.height === result.height;
  if (cutout && together && (!place || cutout.placed === "located")) {
    return { picture: { pixels: result, area: cutout.area }, area: cutout.area, placed: cutout.placed };
  }
  if (place) return place;
  const sizes = `${result.width} x ${result.height} on ${source.width} x ${source.height}`;
  throw new ImagingError(
    "not-alignable",
    `the mask (${sizes}) has another shape than the source, and no bars`,
  );
}

function isSure({ difference, usual }: { readonly difference: number; readonly usual: number }): boolean {
  return difference <= surelyNothing || (difference <= sure && difference <= usual / 2);
}

function isLikely({ difference, usual, alike }: Likeness): boolean {
  return difference <= likely && (difference <= likelyShare * usual || alike >= wholeSource);
}

function isVisible({ data }: Pixels, kind: Kind): boolean {
  for (let at = 0; at < data.length; at += 4) if (shows(kind, data, at)) return true;
  return false;
}

function placesByShape(source: Pixels, result: Pixels): Placed[] {
  const whole = { x: 0, y: 0, width: source.width, height: source.height };
  if (sameShape(result, source)) {
    const same = result.width === source.width && result.height === source.height;
    return [{ picture: { pixels: result, area: whole }, area: whole, placed: same ? "same" : "scaled" }];
  }
  return unbox(source, result).map(({ picture, area }) => {
    return { picture: { pixels: picture, area: whole }, area, placed: "letterboxed" };
  });
}
