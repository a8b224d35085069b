import type { Progress } from "@stratify/core";
import type { ExportedFile, LayerSetProgress } from "@stratify/imaging";
import type { PictureJournal } from "../journal/journal-store.ts";
import type { Operation } from "../run/operation.ts";

/** One picture and what to do with it. */
export interface PictureWork {
  /** File name, for messages. */
  readonly name: string;
  /** Absent when the file is gone, which matters only before the jobs are handed in. */
  readonly bytes: Uint8Array | undefined;
  readonly operation: Operation;
  readonly provider: string;
  readonly output: OutputChoices;
}

/** What a layer set is made of besides its layers. */
export interface OutputChoices {
  readonly psd: "baked" | "layer-masks" | "none";
  readonly masks: boolean;
  readonly trim: boolean;
  readonly fillRemainder: boolean;
}

export interface PictureOptions {
  readonly signal: AbortSignal;
  /** Longest time for the jobs in milliseconds; the provider's own when absent. */
  readonly deadline?: number | undefined;
  readonly journal: PictureJournal;
  /** What happens to a job. */
  readonly onProgress: (progress: Progress) => void;
  /** Where the making of the layers is. */
  readonly onLayers?: (progress: LayerSetProgress) => void;
  /** Takes what is to be written: one picture, or the files of a layer set, its manifest last. */
  readonly onFile: (file: ExportedFile) => Promise<void>;
}

/** How the work on a picture ended, when there is something to show for it. */
export interface PictureResult {
  /** What is missing or unlike what was asked, in sentences. */
  readonly remarks: readonly string[];
  /** Each failed job, by keyword. */
  readonly failures: readonly { readonly keyword?: string; readonly message: string }[];
  /** Names of the layers that a split made, top to bottom. */
  readonly layers: readonly string[];
  /** Jobs that were paid for are not finished, and can be resumed. */
  readonly pending: boolean;
}
