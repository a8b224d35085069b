import type { Mask, Pixels } from "@stratify/imaging";
import type { Progress } from "../pixels/progress.ts";
import type { WorkingPrompt } from "./working-prompt.ts";

/** One answer to a prompt. */
export interface Candidate {
  /** 255 or 0 a pixel, of the working image's size. */
  readonly mask: Mask;
  /** How well it fits the prompt, by the model's own estimate, from 0 to 1. */
  readonly score: number;
}

/** What a model keeps of an image. */
export interface Encoded {
  /** The image at the size at which the model works. */
  readonly small: Pixels;
}

/**
 * Finds what a prompt means. The first part is done once for an image, the second for every change of the prompt, as
 * encoder and decoder of a promptable net are.
 */
export interface PromptModel<Kept extends Encoded> {
  encode(image: Pixels, progress: Progress): Promise<Kept>;
  /**
   * @param prompt in pixels of the working image
   * @param previous the answer to the same prompt without its last point
   * @returns at least one candidate
   */
  select(kept: Kept, prompt: WorkingPrompt, previous: Mask | undefined): Promise<readonly Candidate[]>;
}
