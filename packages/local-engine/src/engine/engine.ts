import type { Mask, Pixels } from "@stratify/imaging";
import { type ColorName, colorNames } from "../vision/colors.ts";
import { EngineError } from "./engine-error.ts";
import type { EngineWorker } from "./engine-worker.ts";
import type { Reply, Work } from "./messages.ts";
import { WorkerCalls } from "./worker-calls.ts";

/** Options of every piece of work. */
export interface WorkOptions {
  /** Stops the work at once; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how far the work is, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Segments pictures on this machine, offline. The same picture always gives the same answer. Pictures are copied to
 * a worker, never changed. Work is done one piece after the other.
 *
 * Every call rejects with an {@link EngineError} when the worker fails, and works again afterwards.
 */
export interface Engine {
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

/** What an engine is made of. */
export interface EngineParts {
  /** Called for the first piece of work, and again after a worker was ended. */
  readonly createWorker: () => EngineWorker;
  /** Milliseconds without work after which the worker is ended and its memory given back. @default 30000 */
  readonly idleFor?: number;
}

/** Makes an engine over any platform's workers. Nothing is started before the first call. */
export function engineOver({ createWorker, idleFor = 30_000 }: EngineParts): Engine {
  const calls = new WorkerCalls(createWorker, idleFor);
  const masks = async (work: Work, image: Pixels, options: WorkOptions = {}): Promise<Mask[]> => {
    const reply: Reply = await calls.run(work, image, options);
    if (reply.kind !== "masks") throw new EngineError("the local engine's worker gave no mask");
    return [...reply.masks];
  };
  const mask = async (work: Work, image: Pixels, options?: WorkOptions): Promise<Mask> => {
    const [first] = await masks(work, image, options);
    if (!first) throw new EngineError("the local engine's worker gave no mask");
    return first;
  };
  return {
    subject: (image, options) => mask({ op: "subject" }, image, options),
    async color(image, name, options) {
      if (!colorNames.includes(name)) throw new EngineError(`"${name}" is no colour that the engine knows`);
      return mask({ op: "color", name }, image, options);
    },
    async regions(image, count, options) {
      if (!Number.isInteger(count) || count < 1 || count > 64) {
        throw new EngineError(`a subject can be cut into 1 to 64 parts, not ${count}`);
      }
      return masks({ op: "regions", count }, image, options);
    },
    async background(image, options) {
      const reply = await calls.run({ op: "background" }, image, options ?? {});
      if (reply.kind !== "pixels") throw new EngineError("the local engine's worker gave no picture");
      return reply.pixels;
    },
    async close() {
      calls.end("the engine was closed");
    },
  };
}
