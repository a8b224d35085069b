import type { Prompt } from "@stratify/core";
import type { Mask, Pixels } from "@stratify/imaging";
import type { WorkProgress } from "../pixels/progress.ts";
import type { ColorName } from "../words/colors.ts";
import type { Word } from "../words/vocabulary.ts";

/** Most layers, beside the background, that an image is split into. */
export const maxObjects = 16;

/** An image whose pixels are file 0 of the call. */
type Size = Pick<Pixels, "width" | "height">;

/** What a piece of the engine's work is, as it crosses between the threads; it tells how far it is. */
interface Work<Input, Result> {
  readonly input: Input;
  readonly event: WorkProgress;
  readonly result: Result;
}

/** PNG files of the image's size. */
export interface Segmented {
  /** The part itself in the source's own pixels, unmixed from its surroundings at soft edges; transparent elsewhere. */
  readonly layer: Uint8Array;
  /** How much of each pixel belongs to it, in grey; absent for the background, which is filled in behind the subject. */
  readonly mask?: Uint8Array;
}

/** One of the layers that an image was split into, as PNG files of the image's size. */
export interface SplitLayer {
  /** What it is, in English; unlike any other of the image. */
  readonly name: string;
  /** The layer in the source's own pixels, unmixed from what is behind it at soft edges; transparent elsewhere. */
  readonly layer: Uint8Array;
  /** How much of each pixel belongs to it, in grey. */
  readonly mask: Uint8Array;
}

/** An image in layers. */
export interface SplitImage {
  /** In depth order, from the bottom up; empty when nothing stands out. */
  readonly layers: readonly SplitLayer[];
  /** A PNG file of what is behind all of them, painted where they hide it; absent where there is nothing to paint from. */
  readonly background?: Uint8Array;
}

/** A prompt; its brushed mask is file 1 of the call. */
export interface SentPrompt extends Omit<Prompt, "mask"> {
  readonly isBrushed: boolean;
}

/** All that the engine does in its worker. */
export type EngineOperations = {
  readonly subject: Work<Size, Mask>;
  readonly color: Work<Size & { readonly name: ColorName }, Mask>;
  readonly regions: Work<Size & { readonly count: number }, readonly Mask[]>;
  readonly background: Work<Size, Pixels | undefined>;
  /** File 0 is the image's file. */
  readonly split: Work<{ readonly max: number }, SplitImage>;
  /** File 0 is the image's file. */
  readonly segment: Work<{ readonly word: Word; readonly prompt?: SentPrompt }, Segmented | undefined>;
  /** File 0 is the image's file; asked for when the worker does not keep what it made of it under the key. */
  readonly select: Work<{ readonly key: string; readonly prompt: SentPrompt }, Mask>;
};
