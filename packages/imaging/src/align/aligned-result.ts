import type { Mask } from "../pixels/pixels.ts";
import type { Placement } from "./placement.ts";

/** A result brought onto its source. */
export interface AlignedResult {
  /** Of the source's size. All 0 when nothing was found, which is a result too: see `coverage`. */
  readonly mask: Mask;
  /** What it was read from. */
  readonly how: "alpha" | "luminance" | "fill";
  readonly placed: "same" | "scaled" | "letterboxed" | "located";
  /** Whether the mask came the wrong way round, and was turned over. */
  readonly inverted: boolean;
  /** Where the whole result, bars included, lies on the source. */
  readonly area: Placement;
  /** The result's own size, in pixels. */
  readonly size: { readonly width: number; readonly height: number };
}
