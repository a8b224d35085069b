import type * as z from "zod/mini";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import type { Api } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { named } from "./named.ts";
import { networkError } from "./network-error.ts";
import { paidFailure, wasNotSent } from "./paid-failure.ts";
import { readAnswer } from "./read-answer.ts";
import { within } from "./within.ts";

/**
 * How a request may be repeated, declared where it is written because the HTTP method says nothing:
 * `paid` only when it was certainly not accepted, `safe` after any passing failure, `poll` never, since the next
 * poll comes anyway.
 */
export type CallKind = "paid" | "safe" | "poll";

/** One request to a service's API and the shape of its answer. */
export interface ApiCall<T> {
  readonly kind: CallKind;
  readonly method: "GET" | "POST";
  /** Path and query below the service's base address. */
  readonly path: string;
  readonly json?: unknown;
  readonly form?: FormData;
  /** Headers beside those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly schema: z.ZodMiniType<T>;
  /** Longest time for one attempt, in milliseconds, where the ordinary one is too short. */
  readonly timeout?: number;
  /** For paid calls: the provider's own marker of this submit. */
  readonly marker?: string;
}

const repeats: Readonly<Record<CallKind, number>> = { paid: 4, safe: 3, poll: 0 };

/**
 * Sends one request to a service with its key, repeats it as its kind allows, and reads the answer.
 *
 * @returns the answer, checked against the schema; unknown keys are kept
 * @throws {StratifyError} with `mayHaveBeenCharged` when a paid request's outcome is unknown
 */
export async function callApi<T>(api: Api, call: ApiCall<T>, context: CallContext): Promise<T> {
  if (call.kind === "paid") await context.paying(call.marker);
  for (let repeat = 0; ; repeat++) {
    await context.gate.pass(context.signal);
    try {
      return await attempt(api, call, context);
    } catch (error) {
      const failure = isStratifyError(error) ? error : networkError(api, error);
      if (!mayRepeat(call.kind, failure) || repeat === repeats[call.kind]) {
        throw call.kind === "paid" ? paidFailure(failure) : failure;
      }
      await context.clock.sleep(failure.retryAfter ?? 1000 * 2 ** repeat, context.signal);
    }
  }
}

function attempt<T>(api: Api, call: ApiCall<T>, context: CallContext): Promise<T> {
  const ms = call.timeout ?? context.requestTimeout;
  const slow = () =>
    new StratifyError({ ...named(api), code: "network", detail: `no answer within ${ms / 1000} s` });
  return within(context.signal, { ms, error: slow }, async (signal) => {
    const [header, value] = api.authorization;
    const headers = { ...call.headers, accept: "application/json", [header]: value };
    const response = await context.fetch(`${api.baseUrl}${call.path}`, {
      method: call.method,
      headers: call.json === undefined ? headers : { ...headers, "content-type": "application/json" },
      body: call.json === undefined ? (call.form ?? null) : JSON.stringify(call.json),
      signal,
      // A redirect would carry the key or repeat a paid request somewhere else.
      redirect: "manual",
      credentials: "omit",
      cache: api.cache ?? "no-store",
    });
    return readAnswer(api, call.schema, response, context);
  });
}

/** What is worth another try, by the kind of the request. A refusal by rate limit was certainly not accepted. */
function mayRepeat(kind: CallKind, error: StratifyError): boolean {
  if (kind === "paid") return error.status === 429 || wasNotSent(error);
  return error.code === "network" || error.code === "unavailable" || error.code === "rate-limited";
}
