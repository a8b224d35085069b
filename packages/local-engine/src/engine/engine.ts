import type { Prompt } from "@stratify/core";
import { type Mask, type Pixels, WorkerCalls, type WorkerParts } from "@stratify/imaging";
import type { WorkProgress } from "../pixels/progress.ts";
import { type ColorName, colorNames } from "../words/colors.ts";
import { meaningOf } from "../words/vocabulary.ts";
import { EngineError } from "./engine-error.ts";
import {
  type EngineOperations,
  maxObjects,
  type Segmented,
  type SentPrompt,
  type SplitImage,
} from "./operations.ts";

/** Options of every piece of work. */
export interface WorkOptions {
  /** Stops the work at once; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Told what the work is busy with: first when the worker starts on it, which is when all earlier work has ended, and
   * then now and then.
   */
  readonly onProgress?: ((progress: WorkProgress) => void) | undefined;
}

/** What is to be found: what a prompt points at, or what of a word lies within it. */
export interface Wanted extends Prompt {
  /** One of the `vocabulary`. @default subject: all that the prompt points at */
  readonly word?: string;
}

/** An image that is worked on by one prompt after the other. */
export interface Session {
  /**
   * What a prompt points at, with soft edges, at the image's size. The same prompt always gives the same answer; points
   * count in their order, and each changes the answer of those before it around itself only.
   *
   * The first call takes as long as a cut-out. The worker keeps what it made of the last two images, until it has been
   * idle for a while, so that later calls take a fraction of that. A call that waits for its turn can be aborted at no
   * cost; one under way ends the worker, and what it keeps.
   *
   * @throws {EngineError} when the prompt is empty
   * @throws {ImagingError} when the image or the brushed mask can't be used
   */
  select(prompt: Prompt, options?: WorkOptions): Promise<Mask>;
}

/**
 * Segments images on this machine, offline. The same image always gives the same answer on the same number of threads;
 * on another number, the net's sums round differently, which moves a soft edge by a trace. Images are copied to a
 * worker, never changed. Work is done one piece after the other.
 *
 * Every call rejects with an {@link EngineError} when the worker fails, and works again afterwards.
 */
export interface Engine {
  /**
   * Decodes an image, finds what a word or a prompt means in it and encodes that, all in the worker.
   *
   * @param file PNG, JPEG or WebP
   * @param wanted one of the `vocabulary`, a prompt, or both: then what of the word lies within the prompt's selection
   * @returns PNG files; `undefined` when nothing of it is in the image
   * @throws {EngineError} when the engine does not know the word, or the prompt is empty
   * @throws {ImagingError} when the image can't be used
   */
  segment(file: Uint8Array, wanted: string | Wanted, options?: WorkOptions): Promise<Segmented | undefined>;
  /**
   * Opens an image for prompts. Nothing is sent before the first one.
   *
   * @param file PNG, JPEG or WebP
   */
  open(file: Uint8Array): Session;
  /**
   * Decodes an image and takes it apart: what stands out, each object a layer, and the background painted behind.
   *
   * @param file PNG, JPEG or WebP
   * @param max most layers beside the background, 1 to {@link maxObjects}; what more there is stays in the background
   * @throws {ImagingError} when the image can't be used
   */
  split(file: Uint8Array, max: number, options?: WorkOptions): Promise<SplitImage>;
  /** The main subject, with soft edges. The mask is empty when nothing stands out. */
  subject(image: Pixels, options?: WorkOptions): Promise<Mask>;
  /** Everything of one colour. The mask is empty when the colour is not there. */
  color(image: Pixels, name: ColorName, options?: WorkOptions): Promise<Mask>;
  /**
   * The subject in parts by colour and place, whose masks add up to the subject's; of the whole image when nothing
   * stands out.
   *
   * @param count how many masks, 1 to 64; some are empty when there are too few colours
   */
  regions(image: Pixels, count: number, options?: WorkOptions): Promise<Mask[]>;
  /** The image without its subject, filled from around it, fully opaque; `undefined` when there is no background. */
  background(image: Pixels, options?: WorkOptions): Promise<Pixels | undefined>;
  /** Ends the worker; calls under way reject. A later call starts a fresh one. */
  close(): Promise<void>;
}

/** Makes an engine over any platform's workers. Nothing is started before the first call. */
export function engineOver(parts: WorkerParts): Engine {
  const calls = new WorkerCalls<EngineOperations>(
    parts,
    "the local engine",
    (reason) => new EngineError(reason),
  );
  return {
    async segment(file, wanted, options) {
      const { word = "subject", ...prompt } = typeof wanted === "string" ? { word: wanted } : wanted;
      const meaning = meaningOf(word);
      if (!meaning) throw new EngineError(`"${word}" is no word that the local engine knows`);
      if (typeof wanted === "string")
        return calls.run("segment", { word: meaning }, optionsOf(file, options));
      const input = { word: meaning, prompt: sent(prompt) };
      return calls.run("segment", input, optionsOf(file, options, prompt.mask));
    },
    open(file) {
      const key = crypto.randomUUID();
      return {
        select: async (prompt, options) =>
          calls.run("select", { key, prompt: sent(prompt) }, optionsOf(file, options, prompt.mask)),
      };
    },
    async split(file, max, options) {
      if (!Number.isInteger(max) || max < 1 || max > maxObjects) {
        throw new EngineError(`an image can be split into 1 to ${maxObjects} layers, not ${max}`);
      }
      return calls.run("split", { max }, optionsOf(file, options));
    },
    subject: async (image, options) => calls.run("subject", sizeOf(image), optionsOf(image.data, options)),
    async color(image, name, options) {
      if (!colorNames.includes(name)) throw new EngineError(`"${name}" is no colour that the engine knows`);
      return calls.run("color", { ...sizeOf(image), name }, optionsOf(image.data, options));
    },
    async regions(image, count, options) {
      if (!Number.isInteger(count) || count < 1 || count > 64) {
        throw new EngineError(`a subject can be cut into 1 to 64 parts, not ${count}`);
      }
      return [...(await calls.run("regions", { ...sizeOf(image), count }, optionsOf(image.data, options)))];
    },
    background: async (image, options) =>
      calls.run("background", sizeOf(image), optionsOf(image.data, options)),
    async close() {
      calls.end("the engine was closed");
    },
  };
}

function sizeOf({ width, height, data }: Pixels): Pick<Pixels, "width" | "height"> {
  if (data.length !== 4 * width * height || data.length === 0) {
    throw new EngineError(`a picture of ${width} x ${height} pixels can't have ${data.length} bytes`);
  }
  return { width, height };
}

function sent({ points, box, mask }: Prompt): SentPrompt {
  if (!points?.length && !box && !mask) throw new EngineError("the prompt is empty");
  return { ...(points && { points }), ...(box && { box }), isBrushed: mask !== undefined };
}

function optionsOf(
  file: Uint8Array | Uint8ClampedArray,
  { signal, onProgress }: WorkOptions = {},
  brush?: Uint8Array,
) {
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  return {
    signal,
    files: brush ? [bytes, brush] : [bytes],
    onStart: () => onProgress?.({ step: "reading", fraction: 0 }),
    onEvent: (progress: WorkProgress) => onProgress?.(progress),
  };
}
