import fc from "fast-check";
import { sandboxServices } from "../sandbox/registry.ts";
import type { SandboxService } from "../sandbox/service.ts";
import type { Meaning } from "../sandbox/service-case.ts";

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

const anyService = sandboxServices.flatMap(({ statusWords }) => Object.keys(statusWords));

/** Any service's words in any case and with stray spaces, and any text at all. */
export function anyWord({ statusWords }: SandboxService): fc.Arbitrary<string> {
  const own = fc.constantFrom(...Object.keys(statusWords));
  const known = fc.constantFrom(...anyService, ...others);
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
export function meaningOf({ statusWords }: SandboxService, word: string): Meaning {
  const plain = word.trim().toLowerCase();
  return Object.hasOwn(statusWords, plain) ? (statusWords[plain] ?? "waits") : "waits";
}

/** A documented answer to a poll, with another word in the place of its status. */
export function withStatus(good: object, word: string): object {
  const change = ([key, child]: [string, unknown]): [string, unknown] => {
    if (key === "status") return [key, word];
    return [key, key === "data" && typeof child === "object" && child ? withStatus(child, word) : child];
  };
  return Object.fromEntries(Object.entries(good).map(change));
}
