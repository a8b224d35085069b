import type { CommonKnobs } from "../../knobs.ts";

export interface ClaidKnobs extends CommonKnobs {
  /** API calls left; 0 answers 402. */
  credits: number;
  /** `result_url` of a submit: `http` points at another origin, where a key would be seen (C2). */
  resultUrl: "present" | "omitted" | "http";
  /** What happens to an `object_to_keep` that is not in the image (C15). */
  keywordMissing: "error" | "empty";
  /** False: no `object_to_keep` is ever found. */
  findsKeywords: boolean;
  /** The empty `result` of a task that is not done (C5). */
  emptyResult: "object" | "null" | "absent";
  /** Type of `errors[].created_at` (C4). */
  errorTime: "string" | "integer";
}

/** Claid as documented, with a balance that outlasts a long run. */
export function createClaidKnobs(common: CommonKnobs): ClaidKnobs {
  return {
    ...common,
    credits: 1_000_000,
    resultUrl: "present",
    keywordMissing: "error",
    findsKeywords: true,
    emptyResult: "object",
    errorTime: "string",
  };
}
