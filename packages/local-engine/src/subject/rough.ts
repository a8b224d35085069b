import type { Mask, Pixels } from "@stratify/imaging";

/** The subject at a working size: the image, and a mask of 255 and 0, which is empty when nothing stands out. */
export interface Rough {
  /** At most 320 pixels a side, or 640 where the subject is small. */
  readonly small: Pixels;
  readonly mask: Mask;
}
