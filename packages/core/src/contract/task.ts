import type { Background } from "./capabilities.ts";
import type { ImageFormat, SourceImage } from "./image.ts";
import type { JobHandle, JobRequest, LayerRole } from "./job.ts";
import type { Prompt } from "./prompt.ts";

/** Layers that an automatic split makes at most where the task does not say. */
export const defaultMaxLayers = 8;

/** What a user asks for. */
export type Task =
  /**
   * One job per keyword. Without keywords the split is automatic: one job that returns at most `maxLayers` layers, at
   * providers whose capabilities declare it.
   */
  | {
      readonly task: "split";
      readonly keywords: readonly string[];
      /** @default 8 */
      readonly maxLayers?: number;
      readonly prompt?: Prompt;
    }
  | { readonly task: "cutout"; readonly prompt?: Prompt }
  | { readonly task: "replace-background"; readonly background: Background };

/** One result image, as the provider made it. Aligning it to the source is imaging's work. */
export interface Layer {
  /**
   * Unique within its task: the keyword or role, numbered where a job returned several; the provider's label where an
   * automatic split gives each output one.
   */
  readonly name: string;
  readonly role: LayerRole;
  readonly keyword?: string;
  /** What the provider calls it, where it says. */
  readonly label?: string;
  /** Place in the stack of an automatic split, 0 at the bottom, where the provider orders its outputs. */
  readonly depth?: number;
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  /** The provider's id of the job that made it. */
  readonly job: string;
}

/** A finished job and what it made. */
export interface JobResult {
  readonly handle: JobHandle;
  readonly layers: readonly Layer[];
  /** Status requests that were answered or failed. */
  readonly polls: number;
  /** Milliseconds from the submit, or the resume, to the last byte. */
  readonly elapsed: number;
}

/** The jobs that a task comes to. Keywords are trimmed; one that reads the same twice is paid for once. */
export function jobRequests(task: Task, image: SourceImage): readonly JobRequest[] {
  if (task.task !== "split") return [{ image, ...task }];
  const { task: kind, keywords, maxLayers = defaultMaxLayers, prompt } = task;
  const common = { image, task: kind, ...(prompt && { prompt }) };
  if (keywords.length === 0) return [{ ...common, maxLayers }];
  const byWord = new Map(
    keywords.map((keyword) => [keyword.trim().normalize().toLowerCase(), keyword.trim()]),
  );
  return [...byWord.values()].map((keyword) => ({ ...common, keyword }));
}
