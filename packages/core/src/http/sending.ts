import type { CallContext } from "../contract/call-context.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import type { Api } from "./api.ts";
import { storageHttp } from "./create-http.ts";
import { inTime } from "./in-time.ts";
import { canStreamBody } from "./one-shot.ts";
import { send } from "./send.ts";
import { within } from "./within.ts";

/**
 * How a paid request is sent: `plain` as it is, `one-shot` with a body that the browser can't send twice, or as it is at
 * the risk that the browser repeats it.
 */
export type Sending = "plain" | "one-shot" | "resend-risk";

/** What decides on this side of the connection. */
export interface Platform {
  readonly resends: () => boolean;
  readonly canStream: () => boolean;
}

/**
 * Whether `fetch` is a browser's, in a page or a worker. Chromium and Firefox repeat a POST by themselves; the fetch
 * of Node, Deno, Bun and workerd does not. No global tells them apart, since workerd and Deno have those of a worker,
 * but only a browser keeps scripts from setting the forbidden headers.
 */
export function isBrowser(): boolean {
  return !new Request("https://host.invalid/", { headers: { cookie: "a=b" } }).headers.has("cookie");
}

const thisPlatform: Platform = { resends: isBrowser, canStream: canStreamBody };

/** How long it is believed that a service speaks HTTP/2, or that it does not, in milliseconds: networks change. */
const believed = { proved: 5 * 60_000, unproved: 30_000 };

/** What was found out about one service's connection. */
interface Proof {
  readonly http2: boolean;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const proofs = new WeakMap<Api, Promise<Proof>>();

/**
 * Decides how a paid request is sent so that the service hears it once. In a browser, the first call for a service sends
 * a free request to it; the others use what that one found. Browsers speak HTTP/2 over TLS only.
 *
 * @throws {StratifyError} `network` where not even the free request got a response
 */
export async function sendingFor(
  api: Api,
  context: CallContext,
  platform: Platform = thisPlatform,
): Promise<Sending> {
  if (api.idempotent || api.free || !platform.resends()) return "plain";
  const provable = platform.canStream() && api.freePost && api.baseUrl.startsWith("https:");
  return provable && (await speaksHttp2(api, context)) ? "one-shot" : "resend-risk";
}

/** Forgets what is known of a service. For a paid request that got no response: the network may have changed. */
export function forgetSending(api: Api): void {
  proofs.delete(api);
}

/** Callers share one proof, which goes on when one of them stops. */
async function speaksHttp2(api: Api, context: CallContext): Promise<boolean> {
  const proof = proofs.get(api) ?? prove(api, context);
  proofs.set(api, proof);
  const forget = () => proofs.get(api) === proof && proofs.delete(api);
  proof.catch(forget);
  const { http2, until } = await within(context.signal, undefined, () => proof);
  if (context.clock.now() < until) return http2;
  forget();
  return speaksHttp2(api, context);
}

/**
 * Sends the free request in one shot. A browser refuses that over HTTP/1.1 with the error of a lost connection, so
 * the ordinary form tells the two apart.
 */
async function prove(api: Api, context: CallContext): Promise<Proof> {
  const { path = "/", headers = {} } = api.freePost ?? {};
  const url = new URL(api.baseUrl + path);
  const known = (http2: boolean, ms: number) => ({ http2, until: context.clock.now() + ms });
  // No caller's signal: the proof goes on for the others.
  const { signal } = new AbortController();
  return inTime({ ...context, signal }, "call", async (signal) => {
    const responds = async (oneShot: boolean) => {
      try {
        const free = { method: "POST", headers, body: "", signal, oneShot } as const;
        await (await send(storageHttp, url, free, context)).body?.cancel();
        return true;
      } catch {
        return false;
      }
    };
    if (await responds(true)) return known(true, believed.proved);
    if (await responds(false)) return known(false, believed.unproved);
    throw new StratifyError({ code: "network", detail: `${url.host} does not respond` });
  });
}
