import type { CallContext } from "../contract/call-context.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import type { Api } from "./api.ts";
import { inTime } from "./in-time.ts";
import { networkError } from "./network-error.ts";
import { paidFailure } from "./paid-failure.ts";
import { type ApiResponse, type Expected, readResponse } from "./read-response.ts";
import { withRetries } from "./retry.ts";
import { send } from "./send.ts";
import { forgetSending, type Sending, sendingFor } from "./sending.ts";

/** One request to a service's API and what its response is expected to hold. */
export interface ApiCall<T> {
  /**
   * Declared where the request is written, because the HTTP method says nothing: `paid` is repeated only when it was
   * certainly not accepted, `safe` after any passing failure, `poll` never, since the next poll comes anyway.
   */
  readonly kind: "paid" | "safe" | "poll";
  readonly method: "GET" | "POST";
  /** Path and query below the base URL, or an absolute URL out of a response: sent to the API's origin only. */
  readonly path: string;
  readonly json?: unknown;
  readonly form?: FormData;
  /** Headers beside those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly expected: Expected<T>;
  /** The body is a file, or the response comes only when the job is done: both take longer. */
  readonly takes?: "transfer" | "synchronous";
  /** For paid calls: the provider's own marker of this submit. */
  readonly marker?: string;
}

/**
 * Sends one request to a service with its key, repeats it as its kind allows, and reads the response.
 *
 * @throws {StratifyError} with `mayHaveBeenCharged` when a paid request's outcome is unknown
 */
export async function callApi<T>(api: Api, call: ApiCall<T>, context: CallContext): Promise<ApiResponse<T>> {
  const url = urlOf(api, call);
  const { kind, marker, takes } = call;
  const sending = kind === "paid" ? await paidSending(api, context) : "plain";
  if (kind === "paid") await context.paying({ marker, synchronous: takes === "synchronous" });
  return withRetries(kind, context, async () => {
    await context.gate.pass(context.signal);
    try {
      return await attempt(api, url, call, sending === "one-shot", context);
    } catch (thrown) {
      const error = isStratifyError(thrown) ? thrown : networkError(api, thrown);
      if (sending === "one-shot" && error.code === "network") forgetSending(api);
      throw kind === "paid" && !api.free ? paidFailure(error) : error;
    }
  });
}

/**
 * How a paid request is sent from here.
 *
 * @throws {StratifyError} `resend-risk` where the browser may repeat it and the caller has not allowed that
 */
async function paidSending(api: Api, context: CallContext): Promise<Sending> {
  const sending = await sendingFor(api, context);
  if (sending !== "resend-risk" || context.allowResend) return sending;
  throw new StratifyError({ code: "resend-risk" });
}

/**
 * Where a request goes. Whatever is in the path, the key never goes to another origin than the API's own.
 *
 * @throws {StratifyError} `refused`, before anything is sent
 */
function urlOf(api: Api, { path }: Pick<ApiCall<unknown>, "path">): URL {
  const own = new URL(api.baseUrl);
  const text = path.startsWith("/") ? `${api.baseUrl}${path}` : path;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && url.origin === own.origin && !url.username && !url.password) return url;
  const detail = "its URL is not the service's own, so it was not sent";
  throw new StratifyError({ code: "refused", detail });
}

function attempt<T>(
  api: Api,
  url: URL,
  call: ApiCall<T>,
  oneShot: boolean,
  context: CallContext,
): Promise<ApiResponse<T>> {
  return inTime(context, call.takes ?? "call", async (signal) => {
    const response = await send(api.http, url, { ...outgoing(call), oneShot, signal }, context);
    return readResponse(api, call.expected, response, context);
  });
}

function outgoing<T>({ method, json, form, headers, expected }: ApiCall<T>) {
  const accept = "json" in expected ? "application/json" : "image/*, application/json";
  if (json === undefined) return { method, headers: { ...headers, accept }, body: form };
  return {
    method,
    headers: { ...headers, accept, "content-type": "application/json" },
    body: JSON.stringify(json),
  };
}
