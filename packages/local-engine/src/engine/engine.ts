import { type Mask, type Pixels, WorkerCalls, type WorkerParts } from "@stratify/imaging";
import type { WorkProgress } from "../pixels/progress.ts";
import { type ColorName, colorNames } from "../words/colors.ts";
import { meaningOf } from "../words/vocabulary.ts";
import { EngineError } from "./engine-error.ts";
import { type EngineOperations, maxObjects, type Segmented, type SplitImage } from "./operations.ts";

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

/**
 * Segments pictures on this machine, offline. The same picture always gives the same answer. Pictures are copied to
 * a worker, never changed. Work is done one piece after the other.
 *
 * Every call rejects with an {@link EngineError} when the worker fails, and works again afterwards.
 */
export interface Engine {
  /**
   * Decodes a picture, finds what a word means in it and encodes that, all in the worker.
   *
   * @param file PNG, JPEG or WebP
   * @param word one of the `vocabulary`
   * @returns PNG files; `undefined` when nothing of it is in the picture
   * @throws {EngineError} when the engine does not know the word
   * @throws {ImagingError} when the picture can't be used
   */
  segment(file: Uint8Array, word: string, options?: WorkOptions): Promise<Segmented | undefined>;
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
   * The subject in parts by colour and place, whose masks add up to the subject's; of the whole picture when nothing
   * stands out.
   *
   * @param count how many masks, 1 to 64; some are empty when there are too few colours
   */
  regions(image: Pixels, count: number, options?: WorkOptions): Promise<Mask[]>;
  /** The picture without its subject, filled from around it, fully opaque; `undefined` when there is no background. */
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
    async segment(file, word, options) {
      const meaning = meaningOf(word);
      if (!meaning) throw new EngineError(`"${word}" is no word that the local engine knows`);
      return calls.run("segment", { word: meaning }, optionsOf(file, options));
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

function optionsOf(file: Uint8Array | Uint8ClampedArray, { signal, onProgress }: WorkOptions = {}) {
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  return {
    signal,
    files: [bytes],
    onStart: () => onProgress?.({ step: "reading", fraction: 0 }),
    onEvent: (progress: WorkProgress) => onProgress?.(progress),
  };
}
