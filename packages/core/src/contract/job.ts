import type { Background, TaskKind } from "./capabilities.ts";
import type { SourceImage } from "./image.ts";

/** One unit of work at a provider. A `split` task is one such request per keyword. */
export type JobRequest = { readonly image: SourceImage } & (
  | { readonly task: "split"; readonly keyword: string }
  | { readonly task: "cutout" }
  | { readonly task: "replace-background"; readonly background: Background }
);

/** An amount in the provider's own unit, such as 20 coins. */
export interface Cost {
  readonly amount: number;
  readonly unit: string;
}

/**
 * Plain, versioned JSON that names a job at a provider: enough to resume it in another process, on another day.
 * It never holds a key.
 */
export interface JobHandle {
  readonly version: 2;
  readonly provider: string;
  /** The provider's own id of the job. */
  readonly job: string;
  readonly task: TaskKind;
  readonly keyword?: string;
  /** The source picture's name, for messages and file names. */
  readonly image: string;
  /** When the job was accepted, in milliseconds since 1970. */
  readonly submittedAt: number;
  readonly cost?: Cost;
  /** What only the provider's own code reads, such as the API version a job was submitted under. */
  readonly data?: Readonly<Record<string, string>>;
  /** The provider answered the submit with the result, so the first status is worth asking at once. */
  readonly ended?: true;
}

/**
 * What was about to be bought at the moment of a paid request: plain JSON, journalled before the request is sent.
 * When no handle follows it in the journal, the outcome is unknown and the provider's list of jobs may tell.
 */
export interface Intent {
  readonly version: 2;
  /** Unique to this submit. */
  readonly id: string;
  readonly provider: string;
  readonly task: TaskKind;
  readonly keyword?: string;
  readonly image: string;
  /** When the paid request was sent, in milliseconds since 1970. */
  readonly sentAt: number;
  /** The provider's own marker of this submit, such as the key of an upload made for it. */
  readonly marker?: string;
}

/** One file a finished job offers for download, or holds already. */
export interface JobOutput {
  readonly role: LayerRole;
  /** What the provider calls it; absent where outputs are unlabelled. */
  readonly label?: string;
  /** Where to fetch it (http or https), or its bytes when the provider runs in this process. */
  readonly content: string | Uint8Array;
}

/** What a result image is. `remainder` is what is left of the source when the layers are taken out. */
export type LayerRole = "layer" | "cutout" | "mask" | "composite" | "remainder";

/** A job's state, normalised; `raw` keeps the provider's own word, `note` its own progress text. */
export type JobStatus = { readonly raw: string; readonly note?: string } & (
  | { readonly state: "queued" | "running" }
  | { readonly state: "succeeded"; readonly outputs: readonly JobOutput[] }
  | { readonly state: "failed"; readonly reason: JobFailure }
  | { readonly state: "canceled"; readonly refunded?: boolean }
);

/** Why a provider says that a job failed. */
export interface JobFailure {
  readonly code: "job-failed" | "content-refused" | "no-output";
  /** The provider's own words, where it gives any. */
  readonly detail?: string | undefined;
  readonly providerCode?: string;
  readonly refunded?: boolean;
}
