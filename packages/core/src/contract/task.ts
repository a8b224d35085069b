import type { Background } from "./capabilities.ts";
import type { ImageFormat, SourceImage } from "./image.ts";
import type { JobHandle, JobRequest, LayerRole } from "./job.ts";

/** What a user asks for; `split` becomes one job per keyword. */
export type Task =
  | { readonly task: "split"; readonly keywords: readonly string[] }
  | { readonly task: "cutout" }
  | { readonly task: "replace-background"; readonly background: Background };

/** One result image, as the provider made it. Aligning it to the source is imaging's work. */
export interface Layer {
  /** Unique within its task: the keyword or role, numbered where a job returned several. */
  readonly name: string;
  readonly role: LayerRole;
  readonly keyword?: string;
  /** What the provider calls it, where it says. */
  readonly label?: string;
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

/**
 * The jobs that a task comes to. Keywords are trimmed; one that is there twice is paid for once.
 */
export function jobRequests(task: Task, image: SourceImage): readonly JobRequest[] {
  if (task.task !== "split") return [{ image, ...task }];
  const byWord = new Map(task.keywords.map((keyword) => [keyword.trim().toLowerCase(), keyword.trim()]));
  return [...byWord.values()].map((keyword) => ({ image, task: "split", keyword }));
}
