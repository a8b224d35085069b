import type { RateWindow } from "./rate-limit.ts";

/** How long a job takes: milliseconds since its submit, or the number of polls that finds it finished. */
export type Latency = number | { readonly polls: number };

/** What can be set for every service. */
export interface CommonKnobs {
  /** Default 30 ms. Read when a job is submitted. */
  latency: Latency;
  /**
   * Status words to answer with, one a poll, before the usual course; a terminal word among them ends the job there.
   * Read when a job is submitted. Default none.
   */
  statusChain: readonly string[];
  /** How long a result's address works, in milliseconds. */
  resultLifetime: number;
  /** Limits that are enforced: 429 past them. Default none. */
  rateLimit: readonly RateWindow[];
  /** Whether reads count against the limits as well as submits. Default false. */
  rateLimitReads: boolean;
  /** Whether a 429 of the rate limit carries `Retry-After`, which none of the services documents. Default false. */
  retryAfter: boolean;
}

export interface AetherforgeKnobs extends CommonKnobs {
  /** What `image_urls` is until the job has succeeded (A2). */
  pendingImageUrls: "empty" | "omitted";
  /** Put into `error_message` of a failed job; undefined omits the field (A3). */
  errorMessage: string | undefined;
  /** The word for success (A1). */
  succeedWord: string;
  /** How many layer images a job gives, at least 1 (A8). */
  layers: number;
  /** The key is good but its user is gone: 404 `Not Found User` (A5). */
  userGone: boolean;
}

export interface ClaidKnobs extends CommonKnobs {
  /** API calls left; 0 answers 402. */
  credits: number;
  /** `result_url` of a submit: `http` points at another origin, where a key would be seen (C2). */
  resultUrl: "present" | "omitted" | "http";
  /** What happens to an `object_to_keep` that is not in the picture (C15). */
  keywordMissing: "error" | "empty";
  /** False: no `object_to_keep` is ever found. */
  findsKeywords: boolean;
  /** The empty `result` of a task that is not done (C5). */
  emptyResult: "object" | "null" | "absent";
  /** Type of `errors[].created_at` (C4). */
  errorTime: "string" | "integer";
}

export interface FigurKnobs extends CommonKnobs {
  /** Credits left. */
  credits: number;
  /** Credits a background swap costs. */
  price: number;
  /** `job_id` of a dispatch (F2). */
  jobId: "present" | "null" | "absent";
  /** With `jobId` null or absent: whether the engine took the job, or never did and the credits went back (F2). */
  dispatched: boolean;
  /** `status` of a dispatch (F11). */
  dispatchStatus: "present" | "absent";
  /** Shape of a 422 (F6). */
  validationEnvelope: "error" | "fastapi";
  /** Whether a result holds an intermediate artifact beside the final one. */
  intermediate: boolean;
  /** Case of event types and roles: the guide's or the reference's. */
  wordCase: "lower" | "sentence";
}

export interface HitpawKnobs extends CommonKnobs {
  /** Coins left. */
  coins: number;
  /** Coins a segmentation costs. */
  price: number;
  /** `mask_url` of a finished job, unless `return_type` asks for it (H1). */
  maskUrl: "present" | "empty";
  /** Whether the undocumented `return_type` is understood; refused otherwise (H1). */
  acceptReturnType: boolean;
  /** `documented`, or as the vendor's other client reads it: `{code, msg, data}`, errors too (H2). */
  envelope: "documented" | "code-msg";
  /** Whether errors come under their HTTP status or under 200 (H2). */
  errorStatus: "http" | "200";
  /** Where a task's fields stand: in `data`, or at the root (H5). */
  statusAt: "data" | "root";
  /** The address fields of an unfinished job (H6). */
  pendingUrl: "empty" | "null" | "absent";
  /** How long a presigned upload lives in milliseconds, whatever was asked; undefined obeys the request. */
  presignLifetime: number | undefined;
}

/** Everything that can be turned, per service, at any time. */
export interface Knobs {
  aetherforge: AetherforgeKnobs;
  claid: ClaidKnobs;
  figur: FigurKnobs;
  hitpaw: HitpawKnobs;
}

/** Knobs to set at the start; the rest are as documented by the services. */
export type KnobOptions = { readonly [Name in keyof Knobs]?: Partial<Knobs[Name]> };

const hours = 3_600_000;

/** The services as documented, with a balance that outlasts a long run. */
export function createKnobs(options: KnobOptions, latency: Latency): Knobs {
  const common = {
    latency,
    statusChain: [],
    rateLimit: [],
    rateLimitReads: false,
    retryAfter: false,
    resultLifetime: 24 * hours,
  };
  return {
    aetherforge: {
      ...common,
      pendingImageUrls: "empty",
      errorMessage: undefined,
      succeedWord: "Succeed",
      layers: 2,
      userGone: false,
      ...options.aetherforge,
    },
    claid: {
      ...common,
      credits: 1_000_000,
      resultUrl: "present",
      keywordMissing: "error",
      findsKeywords: true,
      emptyResult: "object",
      errorTime: "string",
      ...options.claid,
    },
    figur: {
      ...common,
      resultLifetime: hours / 4,
      credits: 1_000_000,
      price: 5,
      jobId: "present",
      dispatched: true,
      dispatchStatus: "present",
      validationEnvelope: "error",
      intermediate: true,
      wordCase: "lower",
      ...options.figur,
    },
    hitpaw: {
      ...common,
      resultLifetime: 7 * 24 * hours,
      coins: 1_000_000,
      price: 20,
      maskUrl: "present",
      acceptReturnType: true,
      envelope: "documented",
      errorStatus: "http",
      statusAt: "data",
      pendingUrl: "empty",
      presignLifetime: undefined,
      ...options.hitpaw,
    },
  };
}
