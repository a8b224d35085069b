import type { GivenFile } from "../given-file.ts";
import { maskSuffix } from "../layer-set.ts";
import type { Bounds } from "../pixels/bounds.ts";
import { tileBounds } from "./tiles.ts";

/** A picture as the pieces it is written in. */
export interface Piece {
  /** File name without its ending. */
  readonly name: string;
  readonly bounds: Bounds;
}

/** A picture that is longer than `most` pixels comes in several. */
export function tilesOf(name: string, bounds: Bounds, most: number): readonly Piece[] {
  if (Math.max(bounds.width, bounds.height) <= most) return [{ name, bounds }];
  return tileBounds(bounds, most).map((part, at) => ({ name: `tiles/${name}-${at + 1}`, bounds: part }));
}

/** Path of the mask of a picture that is written under a name. */
export function maskPath(name: string): string {
  return `${name}${maskSuffix}.png`;
}

/** Path of what the provider gave: in folders of their own, because it does not lie where the layers do. */
export function givenPath(
  folder: "unused" | "duplicates" | "unaligned",
  name: string,
  { format }: GivenFile,
): string {
  const endings = { png: ".png", jpeg: ".jpg", webp: ".webp", unknown: "" };
  return `${folder}/${name}${endings[format]}`;
}
