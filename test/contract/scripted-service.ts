import { setImmediate as turn } from "node:timers/promises";
import { type Clock, createClient, imageFromBytes, type SourceImage, type Task } from "@stratify/core";
import type { Operation } from "../sandbox/faults.ts";
import { sandboxProvider } from "../sandbox/providers.ts";
import { tinyPng } from "./open-sandbox.ts";
import { operationOf } from "./operation-of.ts";
import { coffee, type SuiteCase } from "./services.ts";

/** What is answered to one request, or thrown instead. */
export type Answer = (() => Response) | { readonly thrown: unknown };

const apiKey = "key-of-nobody";
const baseUrl = "https://service.test";
const images: Readonly<Record<SuiteCase["input"], SourceImage>> = {
  bytes: imageFromBytes(coffee, "desk.png"),
  url: { kind: "url", name: "desk.png", url: "https://pictures.test/desk.png" },
};

/** An answer in JSON. */
export function jsonAnswer(body: unknown, status = 200): Answer {
  return () => Response.json(body, { status });
}

/**
 * Runs a case's task without a network. The first requests for `operation` are answered by the script, everything else
 * as documented.
 *
 * @returns what came of it, and the answers of the script that were used
 */
export async function runScripted(scripted: SuiteCase, operation: Operation, script: readonly Answer[]) {
  const { service, facts, input, answers } = scripted;
  let used = 0;
  const fetch: typeof globalThis.fetch = async (target, init) => {
    const request = new Request(target, init);
    const asked = operationOf(service, request.method, new URL(request.url));
    const next = asked === operation ? script[used] : undefined;
    if (!next)
      return answers[asked] ? Response.json(answers[asked]) : new Response(asked === "put" ? null : tinyPng);
    used++;
    if ("thrown" in next) throw next.thrown;
    return next();
  };
  const options = { ...facts.options, baseUrl, ...(facts.key && { apiKey }) };
  const provider = sandboxProvider({ id: service, options });
  const client = createClient({
    providers: [provider],
    fetch,
    clock: skippingClock(),
    requestTimeout: never,
  });
  const result = await client.run(scriptedTask(scripted), images[input], {
    provider: service,
    deadline: never,
  });
  return { result, used };
}

/** The case's task, with a background that nobody looks up. */
function scriptedTask({ task }: SuiteCase): Task {
  if (task.task !== "replace-background" || task.background.kind !== "catalogue") return task;
  return { task: "replace-background", background: { kind: "catalogue", id: "beach" } };
}

/** Milliseconds, longer than any pause that a service asks for. No answer is kept back, so no limit has to end. */
const never = 2 ** 45;

/** A clock on which no pause is waited for and no limit ends; other work has its turn all the same. */
function skippingClock(): Clock {
  let now = Date.UTC(2026, 0, 5, 9);
  return {
    now: () => now,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      if (ms >= never) return aborted(signal);
      now += ms;
      await turn();
      signal.throwIfAborted();
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
