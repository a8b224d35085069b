import { deliveredOf } from "@stratify/app/deliver/delivered";
import { remarksOnJobs } from "@stratify/app/deliver/remarks";
import type { ImageJournal } from "@stratify/app/journal/image-journal";
import { type ImageRun, type Order, openImageRun } from "@stratify/app/run/image-run";
import { type RoundOptions, workOnImage } from "@stratify/app/run/work-on-image";
import type { Client, JournalEntry, Progress } from "@stratify/core";
import type { ExportedFile, LayerMaker, LayerSetProgress } from "@stratify/imaging";
import { deliver, type ImageResult, type OutputChoices } from "./deliver.ts";

/** What one round of work on an image is done with. */
export interface ImageRoundOptions extends Omit<RoundOptions, "onProgress"> {
  readonly output: OutputChoices;
  /** What happens to a job. */
  readonly onProgress: (progress: Progress) => void;
  /** Where the making of the layers is. */
  readonly onLayers: (progress: LayerSetProgress) => void;
  /** Takes what is to be written: one image, or the files of a layer set, its manifest last. */
  readonly onFile: (file: ExportedFile) => Promise<void>;
}

/** The work on one image, from its first job to its last retry. */
export interface ImageWork extends Pick<ImageRun, "order" | "jobs" | "stop" | "cancel"> {
  /** Absent for the local engine. */
  readonly journal: ImageJournal | undefined;
  /**
   * Brings jobs one step further, and hands over the files of everything that has been delivered so far.
   *
   * @throws {ImageError} when nothing was delivered; the reason when something was refused before it was sent
   */
  round(
    image: { readonly name: string; readonly bytes: Uint8Array | undefined },
    options: ImageRoundOptions,
  ): Promise<ImageResult>;
  /** The files are safe: nothing is kept for a resume but what can still be delivered. */
  settle(): Promise<void>;
  /** Nothing was written: everything that was paid for stays in the journal. */
  leave(): Promise<void>;
}

/** @param before the journal's entries of an earlier session */
export function openImageWork(
  order: Order,
  parts: {
    readonly client: () => Promise<Client>;
    readonly maker: LayerMaker;
    readonly journal: ImageJournal | undefined;
  },
  before?: readonly JournalEntry[],
): ImageWork {
  const { maker, journal } = parts;
  const run = openImageRun(order, parts, before);
  return {
    order,
    journal,
    get jobs() {
      return run.jobs;
    },
    stop: run.stop,
    cancel: run.cancel,
    async round(image, { output, onLayers, onFile, ...options }) {
      const source = { ...image, ...(await workOnImage(run, image, { maker, journal }, options)) };
      options.signal.throwIfAborted();
      const take = { signal: options.signal, onProgress: onLayers, onFile };
      const result = await deliver(maker, order, source, deliveredOf(run.jobs), output, take);
      return { ...result, remarks: [...result.remarks, ...remarksOnJobs(run.jobs)] };
    },
    async settle() {
      const { handles, problems } = deliveredOf(run.jobs);
      // A set that is not complete is made anew of all its layers when the rest is resumed.
      const isWhole = problems.every(({ resumable }) => !resumable);
      await journal?.settle(isWhole ? handles : []);
    },
    async leave() {
      await journal?.settle([]);
    },
  };
}
