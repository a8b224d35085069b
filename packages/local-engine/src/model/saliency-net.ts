import type { Pixels } from "@stratify/imaging";
import type { Plane } from "./plane.ts";

/** Both sides of an image that a {@link SaliencyNet} sees are multiples of this: it halves them five times. */
export const netStep = 32;

/** A neural net that finds what stands out in an image. */
export interface SaliencyNet {
  /**
   * @param image both sides multiples of {@link netStep}; about 320 pixels suit best; alpha is ignored
   * @returns raw probabilities from 0 to 1, of the image's size; below 0.9 everywhere where nothing stands out
   */
  look(image: Pixels): Promise<Plane>;
}
