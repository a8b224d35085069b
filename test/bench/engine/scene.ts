import type { Paint } from "./paints.ts";
import type { Shape } from "./shapes.ts";

/** What stands behind the subject. */
export interface Ground {
  /** A photograph, by name, enlarged to cover the image… */
  readonly photo?: string;
  /** …by so much more, for a part of it. @default 1 */
  readonly zoom?: number;
  /** Which part, from 0 (left) to 1 (right). @default 0.5 */
  readonly across?: number;
  /** Or a paint. */
  readonly paint?: Paint;
  /** Radius in pixels by which it is out of focus. @default 0 */
  readonly blur?: number;
}

/** One thing of the subject, and where it stands. */
export interface Thing {
  /** An object of the material, by name, or one that is drawn in a square of 320 pixels. */
  readonly object: string | Drawing;
  /** Centre, as shares of the image's width and height. */
  readonly x: number;
  readonly y: number;
  /** Height, as a share of the image's height. */
  readonly height: number;
  readonly mirrored?: boolean;
  /** Its edge passes from nothing to all over so many pixels more. @default 0 */
  readonly soft?: number;
}

/** An object drawn at run time. */
export interface Drawing {
  readonly shape: Shape;
  readonly paint: Paint;
  /** Width in pixels of the edge. @default 1.4 */
  readonly edge?: number;
}

/** What a composite is made of. */
export interface Scene {
  readonly name: string;
  readonly category: string;
  readonly size: readonly [number, number];
  readonly ground: Ground;
  readonly things: readonly Thing[];
  /** Brightness of the whole scene. @default 1 */
  readonly light?: number;
  /** How far the subject's colours move to those of the ground, from 0 to 1. @default 0 */
  readonly blend?: number;
  /** The subject casts a shadow on the ground, so dark. @default 0 */
  readonly shadow?: number;
  /** Standard deviation of the camera's noise. @default 3 */
  readonly noise?: number;
  /** Scales the finished scene up, for a large image. @default 1 */
  readonly enlarge?: number;
  /** Seeds the noise. */
  readonly seed: number;
}

type More = Pick<Scene, "light" | "blend" | "shadow" | "noise" | "enlarge">;

/** Makes the scenes of one category: named by it and numbered. */
export function category(name: string, seed: number, usual: More = {}) {
  let count = 0;
  return (
    size: readonly [number, number],
    ground: Ground,
    things: Thing | readonly Thing[],
    more: More = {},
  ): Scene => {
    count += 1;
    const list = "object" in things ? [things] : things;
    const about = { name: `${name} ${count}`, category: name, seed: seed + count };
    return { ...about, size, ground, things: list, ...usual, ...more };
  };
}

/** An object at a place. */
export function at(
  object: Thing["object"],
  x: number,
  y: number,
  height: number,
  more: Pick<Thing, "mirrored" | "soft"> = {},
): Thing {
  return { object, x, y, height, ...more };
}

/** A photograph as a ground. */
export function photo(name: string, more: Omit<Ground, "photo" | "paint"> = {}): Ground {
  return { photo: name, ...more };
}

/** A paint as a ground. */
export function painted(paint: Paint): Ground {
  return { paint };
}
