import { type Bounds, boundsOf, type Mask, type Pixels } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import { cropPlane, scalePlane } from "../pixels/planes.ts";
import { shrink } from "../pixels/resample.ts";

/** What belongs to a subject, however unsure the net is of it. */
const perhaps = 0.3;
/** The net looks closer where the subject and its surroundings cover at most this share of the image. */
const smallShare = 0.3;
/** Width of the surroundings, as a share of the subject's longer side; they tell the net that a subject is one. */
const margin = 0.15;
/** Longest side of a part, and of the image that it is a part of, in pixels. */
const longestPart = 320;
const longestImage = 640;

/** A part of an image that is worth a closer look, and the image at a size at which the part is large enough for it. */
export interface Part {
  readonly image: Pixels;
  readonly bounds: Bounds;
  /** What the net said of the part from afar. */
  readonly seen: Plane;
}

/**
 * The surroundings of a small subject. From afar, a few pixels of the net's input are all of it, and its thin parts are
 * lost.
 *
 * @param seen the net's probabilities of the whole image
 * @returns `undefined` where the subject is large enough, or none is there
 */
export function smallPart(image: Pixels, seen: Plane): Part | undefined {
  const found = boundsOf(above(seen));
  if (!found) return undefined;
  const around = margin * Math.max(found.width, found.height) + 2;
  const [left, top] = [Math.max(0, found.x - around), Math.max(0, found.y - around)];
  const right = Math.min(seen.width, found.x + found.width + around);
  const bottom = Math.min(seen.height, found.y + found.height + around);
  if ((right - left) * (bottom - top) > smallShare * seen.width * seen.height) return undefined;

  const longest = Math.max((right - left) / seen.width, (bottom - top) / seen.height);
  const scaled = shrink(image, Math.min(longestImage, Math.round(longestPart / longest)));
  const [across, down] = [scaled.width / seen.width, scaled.height / seen.height];
  const [x, y] = [Math.floor(left * across), Math.floor(top * down)];
  const bounds = {
    x,
    y,
    width: Math.min(scaled.width, Math.ceil(right * across)) - x,
    height: Math.min(scaled.height, Math.ceil(bottom * down)) - y,
  };
  return { image: scaled, bounds, seen: cropPlane(scalePlane(seen, scaled.width, scaled.height), bounds) };
}

/** The mean of what the net said from afar and from close by: a close look alone takes some objects for ground. */
export function both(afar: Plane, close: Plane): Plane {
  const near = scalePlane(close, afar.width, afar.height);
  return { ...afar, data: afar.data.map((value, at) => (value + (near.data[at] ?? 0)) / 2) };
}

function above({ width, height, data }: Plane): Mask {
  return { width, height, data: Uint8Array.from(data, (value) => (value >= perhaps ? 255 : 0)) };
}
