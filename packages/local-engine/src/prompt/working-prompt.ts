import type { Prompt } from "@stratify/core";
import { ImagingError, type Pixels } from "@stratify/imaging";
import { shrink } from "../pixels/resample.ts";

/** A place that belongs to what is meant, or does not, in pixels of the working image. */
export interface WorkingPoint {
  readonly x: number;
  readonly y: number;
  readonly isMeant: boolean;
}

/** A rectangle in whole pixels of the working image; right and bottom are outside of it. */
export interface WorkingBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What a brush says about a pixel. */
export const mark = { undecided: 0, meant: 1, notMeant: 2 } as const;

/** A prompt in pixels of the working image. */
export interface WorkingPrompt {
  readonly points: readonly WorkingPoint[];
  readonly box: WorkingBox | undefined;
  /** One of {@link mark} for each pixel. */
  readonly marks: Uint8Array | undefined;
}

/** Grey levels from which a brushed pixel is meant, and up to which it is not. */
const [white, black] = [192, 64];

/**
 * Scales a prompt to the working image. Places beyond the image's edge count as on it.
 *
 * @param image the size that the prompt is given in
 * @param brushed the prompt's mask, decoded
 * @throws {ImagingError} when the mask has another size than the image
 */
export function workingPrompt(
  { points = [], box }: Prompt,
  image: Pick<Pixels, "width" | "height">,
  small: Pick<Pixels, "width" | "height">,
  brushed: Pixels | undefined,
): WorkingPrompt {
  const [across, down] = [small.width / image.width, small.height / image.height];
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    points: points.map(({ x, y, sign }) => ({
      x: clamp(Math.floor(x * across), small.width - 1),
      y: clamp(Math.floor(y * down), small.height - 1),
      isMeant: sign === "include",
    })),
    box: box && boxOf(box),
    marks: brushed && marksOf(brushed),
  };

  function boxOf({ x, y, width, height }: NonNullable<Prompt["box"]>): WorkingBox {
    const left = clamp(Math.round(x * across), small.width - 1);
    const top = clamp(Math.round(y * down), small.height - 1);
    return {
      left,
      top,
      right: Math.max(left + 1, clamp(Math.round((x + width) * across), small.width)),
      bottom: Math.max(top + 1, clamp(Math.round((y + height) * down), small.height)),
    };
  }

  function marksOf(mask: Pixels): Uint8Array {
    if (mask.width !== image.width || mask.height !== image.height) {
      const sizes = `${mask.width} x ${mask.height}, the image ${image.width} x ${image.height}`;
      throw new ImagingError("size-mismatch", `the brushed mask has ${sizes} pixels`);
    }
    const { data } = shrink(mask, Math.max(small.width, small.height));
    return Uint8Array.from({ length: small.width * small.height }, (_, at) => {
      if ((data[4 * at + 3] ?? 0) < 128) return mark.undecided;
      const grey = data[4 * at] ?? 0;
      return grey >= white ? mark.meant : grey <= black ? mark.notMeant : mark.undecided;
    });
  }
}
