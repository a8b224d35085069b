import type { CallContext } from "../contract/call-context.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import type { Api } from "./api.ts";
import { storageHttp } from "./create-http.ts";
import { inTime } from "./in-time.ts";
import { canStreamBody } from "./one-shot.ts";
import { type Outgoing, send } from "./send.ts";
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

/** What is known of one service's connection. */
interface Proof {
  readonly http2: Promise<boolean>;
  /** Milliseconds since 1970. */
  until: number;
}

const proofs = new WeakMap<Api, Proof>();

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
  if (api.idempotent || !platform.resends()) return "plain";
  const provable = platform.canStream() && api.freePost && api.baseUrl.startsWith("https:");
  return provable && (await speaksHttp2(api, context)) ? "one-shot" : "resend-risk";
}

/** Forgets what is known of a service. For a paid request that got no response: the network may have changed. */
export function forgetSending(api: Api): void {
  proofs.delete(api);
}

/** Callers share one proof, which goes on when one of them stops. */
function speaksHttp2(api: Api, context: CallContext): Promise<boolean> {
  const { clock, signal } = context;
  const known = proofs.get(api);
  if (known && clock.now() < known.until) return within(signal, undefined, () => known.http2);
  const proof: Proof = { http2: prove(api, context), until: Infinity };
  proofs.set(api, proof);
  proof.http2.then(
    (http2) => {
      proof.until = clock.now() + (http2 ? believed.proved : believed.unproved);
    },
    () => proofs.delete(api),
  );
  return within(signal, undefined, () => proof.http2);
}

/**
 * Sends the free request in one shot. A browser refuses that over HTTP/1.1 with the error of a lost connection, so
 * the ordinary form tells the two apart.
 */
async function prove(api: Api, context: CallContext): Promise<boolean> {
  const { path = "/", headers = {} } = api.freePost ?? {};
  const url = new URL(api.baseUrl + path);
  // It goes on for the others when the caller that began it stops.
  const { signal } = new AbortController();
  return inTime({ ...context, signal }, "call", async (signal) => {
    const answers = async (form: Pick<Outgoing, "oneShot">) => {
      try {
        const free = { method: "POST", headers, body: "", signal, ...form } as const;
        await (await send(storageHttp, url, free, context)).body?.cancel();
        return true;
      } catch {
        return false;
      }
    };
    if (await answers({ oneShot: true })) return true;
    if (await answers({})) return false;
    throw new StratifyError({ code: "network", detail: `${url.host} does not respond` });
  });
}
