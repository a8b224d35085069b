import type { ImageFormat, InputKind } from "./image.ts";
import type { PromptKind } from "./prompt.ts";

/** What a user wants done: split by keywords, cut out the subject, or put it on another background. */
export type TaskKind = "split" | "cutout" | "replace-background";

/** Keywords a provider takes for `split`: free text within a length, or a closed vocabulary. */
export interface KeywordLimits {
  /** Shortest keyword, in characters (Unicode code points). */
  readonly min: number;
  /** Longest keyword, in characters (Unicode code points); absent where the provider states none. */
  readonly max?: number;
  /** When present, only these words are understood. */
  readonly vocabulary?: readonly string[];
}

/** How often a provider wants to be asked, in milliseconds. */
export interface Cadence {
  /** Earliest useful first poll when nothing has been learned yet. */
  readonly first: number;
  /** Spacing when nothing has been learned yet. */
  readonly every: number;
  /** Shortest pause after any poll or submit that the provider's documentation allows. */
  readonly min: number;
}

/** At most `limit` requests in any `ms` milliseconds. */
export interface RateWindow {
  readonly limit: number;
  readonly ms: number;
}

/** What one provider can do and what it asks for in return. Every field is a documented fact or marked unknown. */
export interface Capabilities {
  readonly tasks: readonly TaskKind[];
  readonly inputs: readonly InputKind[];
  /** Formats accepted as bytes. */
  readonly formats: readonly ImageFormat[];
  /** Largest accepted file in bytes; absent where the provider states none. */
  readonly maxBytes?: number;
  /** Present when `split` by keywords is among the tasks. */
  readonly keywords?: KeywordLimits;
  /** Present when `split` works without keywords. */
  readonly automatic?: {
    /** The most layers that can be asked for. */
    readonly maxLayers: number;
    /** The outputs come in depth order, from the bottom up. */
    readonly ordered?: true;
  };
  /** Kinds of prompts understood beside the task. Absent when none is. */
  readonly prompts?: readonly PromptKind[];
  /** Kinds of background understood when `replace-background` is among the tasks. */
  readonly backgrounds?: readonly Background["kind"][];
  /** Where masks come from: the provider's own file, the alpha channel of its result, or nowhere. */
  readonly mask: "provider" | "alpha" | "none";
  /** The provider's own unit of cost, and the documented price of a job in it, where one is documented. */
  readonly cost: { readonly unit: string; readonly perJob?: number };
  readonly cancel: boolean;
  readonly cadence: Cadence;
  /**
   * How long `run` waits for a job by default, in milliseconds: from the submit, or from the first `running` at a
   * provider in this process, whose jobs wait for one another.
   */
  readonly deadline: number;
  /** Shortest documented life of a result URL in milliseconds; absent where none is documented. */
  readonly resultLifetime?: number;
  /** Applied to every request to the provider, polls included. */
  readonly rateWindows: readonly RateWindow[];
  /**
   * Inputs whose job runs while the submit waits for its response. Until then nothing is known of the job that could be
   * resumed. A `url` goes into the handle; `bytes` can be resumed only where the client has a result store.
   */
  readonly synchronous?: { readonly inputs: readonly InputKind[]; readonly result: "url" | "bytes" };
  /** Host that the image is sent to; `undefined` when it never leaves the machine. */
  readonly host: string | undefined;
  /** What the provider says about its key in a browser; `"unstated"` where it asks only for a secure place. */
  readonly keyInBrowser: "allowed" | "unstated" | "forbidden";
  /** Whether the provider is known to answer cross-origin calls. */
  readonly crossOrigin: "yes" | "no" | "unknown";
}

/** What to put behind the subject: a colour as `#rrggbb`, or an entry of the provider's catalogue. */
export type Background =
  | { readonly kind: "color"; readonly color: string }
  | { readonly kind: "catalogue"; readonly id: string };
