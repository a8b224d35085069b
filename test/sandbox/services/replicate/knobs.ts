import { type CommonKnobs, hours } from "../../knobs.ts";

export interface ReplicateKnobs extends CommonKnobs {
  /** Whether there is credit left; without it a submit is 402. */
  credit: boolean;
  /** `urls` of a prediction: `foreign` points at another origin, where a key would be seen (P4). */
  urls: "own" | "foreign" | "omitted";
  /** Whether results are in the response as data URIs. */
  inline: boolean;
  /** How long after its end a prediction keeps its input and output, in milliseconds (P7). */
  retention: number;
  /** The word for the end of a job that was canceled (P3). */
  canceledWord: "canceled" | "aborted";
  /** Whether a keyword is found; otherwise the mask is all black (P11). */
  findsKeywords: boolean;
  /** How many masks an automatic split has. */
  masks: number;
  /** Predictions on a page of the list (P17). */
  pageSize: number;
}

/** Replicate as documented. */
export function createReplicateKnobs(common: CommonKnobs): ReplicateKnobs {
  return {
    ...common,
    resultLifetime: hours,
    credit: true,
    urls: "own",
    inline: false,
    retention: hours,
    canceledWord: "canceled",
    findsKeywords: true,
    masks: 3,
    pageSize: 100,
  };
}
