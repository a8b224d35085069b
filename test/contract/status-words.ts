import type { ErrorCode } from "@stratify/core";
import fc from "fast-check";
import type { Service } from "../sandbox/faults.ts";

/** What a word means for a job. Whatever does not end it, waits. */
export type Meaning = "succeeded" | "failed" | "refused" | "canceled" | "waits";

/** How a task ends with each. */
export const errorCodes: Readonly<Record<Meaning, ErrorCode | undefined>> = {
  succeeded: undefined,
  waits: undefined,
  failed: "job-failed",
  refused: "content-refused",
  canceled: "job-canceled",
};

/** Words that end a job, by each service's documents. */
const endings: Readonly<Record<Service, Readonly<Record<string, Meaning>>>> = {
  aetherforge: {
    succeed: "succeeded",
    succeeded: "succeeded",
    success: "succeeded",
    completed: "succeeded",
    failed: "failed",
  },
  claid: { done: "succeeded", error: "failed", cancelled: "canceled", canceled: "canceled" },
  figur: {
    success: "succeeded",
    succeeded: "succeeded",
    failure: "failed",
    failed: "failed",
    cancelled: "canceled",
    canceled: "canceled",
  },
  hitpaw: {
    completed: "succeeded",
    error: "failed",
    error_interruption: "failed",
    timeout: "failed",
    reject: "refused",
    nsfw: "refused",
    cancel: "canceled",
  },
};

/** Words on the way, and some that only look like an ending. */
const others = [
  "Pending",
  "ACCEPTED",
  "PROCESSING",
  "WAITING",
  "PAUSED",
  "NOT_STARTED",
  "IN_PROGRESS",
  "CONVERTING",
  "CONVERT_COMPLETED",
  "OUTPUT_SAVED",
  "NOT_DONE",
  "DONE?",
  "succeeding",
  "undefined",
  "constructor",
  "__proto__",
  "toString",
  "",
];

/** Any service's words in any case and with stray spaces, and any text at all. */
export function anyWord(service: Service): fc.Arbitrary<string> {
  const own = fc.constantFrom(...Object.keys(endings[service]));
  const known = fc.constantFrom(...Object.values(endings).flatMap((words) => Object.keys(words)), ...others);
  const written = fc
    .tuple(fc.oneof({ weight: 1, arbitrary: own }, { weight: 6, arbitrary: known }), fc.nat(3))
    .map(
      ([word, style]) =>
        [word, word.toUpperCase(), ` ${word}\n`, word.slice(0, 1).toUpperCase() + word.slice(1)][style] ??
        word,
    );
  return fc.oneof({ weight: 5, arbitrary: written }, { weight: 1, arbitrary: fc.string() });
}

/** What a word means to a service. */
export function meaningOf(service: Service, word: string): Meaning {
  const plain = word.trim().toLowerCase();
  return Object.hasOwn(endings[service], plain) ? (endings[service][plain] ?? "waits") : "waits";
}

/** A documented answer to a poll, with another word in the place of its status. */
export function withStatus(good: object, word: string): object {
  const change = ([key, child]: [string, unknown]): [string, unknown] => {
    if (key === "status") return [key, word];
    return [key, key === "data" && typeof child === "object" && child ? withStatus(child, word) : child];
  };
  return Object.fromEntries(Object.entries(good).map(change));
}
