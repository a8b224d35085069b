import type { Background, TaskKind } from "./capabilities.ts";
import type { SourceImage } from "./image.ts";
import type { Prompt, PromptNote } from "./prompt.ts";

/** One unit of work at a provider. A `split` by keywords is one such request per keyword. */
export type JobRequest = { readonly image: SourceImage } & (
  | {
      readonly task: "split";
      readonly keyword: string;
      readonly maxLayers?: never;
      readonly prompt?: Prompt;
    }
  /** An automatic split. */
  | {
      readonly task: "split";
      readonly keyword?: never;
      /** Most layers to return. */
      readonly maxLayers: number;
      readonly prompt?: Prompt;
    }
  | {
      readonly task: "cutout";
      readonly keyword?: never;
      readonly maxLayers?: never;
      readonly prompt?: Prompt;
    }
  | {
      readonly task: "replace-background";
      readonly background: Background;
      readonly keyword?: never;
      readonly maxLayers?: never;
      readonly prompt?: never;
    }
);

/** An amount in the provider's own unit, such as 20 coins. */
export interface Cost {
  readonly amount: number;
  readonly unit: string;
}

/** What handles and intents both say about a job. */
export interface JobSubject {
  readonly provider: string;
  readonly task: TaskKind;
  readonly keyword?: string;
  /** Most layers that an automatic split returns. */
  readonly maxLayers?: number;
  readonly prompt?: PromptNote;
  /** The source image's name, for messages and file names. */
  readonly image: string;
}

/**
 * Plain, versioned JSON that names a job at a provider: enough to resume it in another process, on another day.
 * It never holds a key.
 */
export interface JobHandle extends JobSubject {
  readonly version: 3;
  /** The provider's own id of the job. */
  readonly job: string;
  /** When the job was accepted, in milliseconds since 1970. */
  readonly submittedAt: number;
  readonly cost?: Cost;
  /** What only the provider's own code reads, such as the API version a job was submitted under. */
  readonly data?: Readonly<Record<string, string>>;
  /** The provider had finished the job when it accepted it, so the first status is worth asking at once. */
  readonly ended?: true;
  /** Where the outputs are that came with the submit. Such a job is never polled. */
  readonly outputs?: readonly KeptOutput[];
}

/** An output that came with the submit: at a URL, or in the host's result store under a key. */
export type KeptOutput = { readonly role: LayerRole; readonly label?: string } & (
  | { readonly url: string }
  | { readonly key: string }
);

/**
 * What was about to be bought at the moment of a paid request: plain JSON, journalled before the request is sent.
 * When no handle follows it in the journal, the outcome is unknown and the provider's list of jobs may tell.
 */
export interface Intent extends JobSubject {
  readonly version: 3;
  /** Unique to this submit. */
  readonly id: string;
  /** When the paid request was sent, in milliseconds since 1970. */
  readonly sentAt: number;
  /** The provider's own marker of this submit, such as the key of an upload made for it. */
  readonly marker?: string;
}

/** One file that a finished job offers for download, or holds already. */
export interface JobOutput {
  readonly role: LayerRole;
  /** What the provider calls it; absent where outputs are unlabelled. */
  readonly label?: string;
  /** Where to fetch it (http, https or a data URI), or its bytes. */
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
  readonly code: "job-failed" | "content-refused" | "no-output" | "result-expired";
  /** The provider's own words, where it gives any. */
  readonly detail?: string | undefined;
  readonly providerCode?: string;
  readonly refunded?: boolean;
}
