import pLimit from "p-limit";
import { StratifyError } from "../errors/stratify-error.ts";
import { named } from "./named.ts";
import { canStreamBody, oneShot } from "./one-shot.ts";
import { within } from "./within.ts";

/**
 * How a paid request is sent: `plain` as it is, `one-shot` through {@link oneShot}, `unsafe` as it is where the
 * browser may repeat it and the caller allowed that.
 */
export type Sending = "plain" | "one-shot" | "unsafe";

/** Where paid requests go, and what is known about sending them there. */
export interface PaidTarget {
  readonly id: string;
  readonly name: string;
  /** Base address without a trailing slash. */
  readonly baseUrl: string;
  /**
   * Set where a request that is heard twice costs no more than one: the service honours an idempotency key, as a
   * relay does, or takes no money at all.
   */
  readonly idempotent?: boolean | undefined;
  /** How to ask this service for a response that costs nothing. Without it, HTTP/2 cannot be proved. */
  readonly freePost?: FreePost | undefined;
}

/**
 * A POST that costs nothing whatever its response, such as one that lacks the key. It carries no key unless `headers`
 * do. Every response proves the connection, errors too, if the service answers its preflight and lets pages see it.
 */
export interface FreePost {
  /** Path and query below the base address. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default an empty body */
  readonly body?: string;
}

/** What {@link sendingFor} uses of a call's context. */
export interface SendingContext {
  readonly signal: AbortSignal;
  /** Proofs are kept for the function that gave them: one for the life of a client. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: { now(): number };
  /** Longest time to find out, in milliseconds. */
  readonly requestTimeout: number;
  /** Whether a paid request may be sent where the browser may repeat it. @default false */
  readonly allowResend?: boolean | undefined;
}

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

/** How long an origin's protocol is believed, in milliseconds: a laptop moves to another network. */
const lifetime = { http2: 5 * 60_000, older: 30_000 };

/** What is known of one origin. */
interface Knowledge {
  readonly oneAtATime: ReturnType<typeof pLimit>;
  http2: boolean;
  /** Believed until then; milliseconds since 1970. */
  until: number;
}

const knowledge = new WeakMap<typeof globalThis.fetch, Map<string, Knowledge>>();

/**
 * Decides how a paid request is sent so that the service hears it once. Call it before the intent is journalled. In a
 * browser, the first call for an origin sends a free request to it; the others use what that one found.
 *
 * @throws {StratifyError} `unsupported` where this browser may send the request twice and the caller has not allowed
 * it; `network` where not even the free request got a response. Nothing paid was sent in either case.
 * @throws the signal's reason, once it is aborted
 */
export async function sendingFor(
  target: PaidTarget,
  context: SendingContext,
  platform: Platform = thisPlatform,
): Promise<Sending> {
  if (target.idempotent || !platform.resends()) return "plain";
  const canStream = platform.canStream();
  if (canStream && (await speaksHttp2(target, context))) return "one-shot";
  if (context.allowResend) return "unsafe";
  const why = canStream
    ? `HTTP/2 is not proved for ${new URL(target.baseUrl).host}`
    : "it has no one-shot bodies";
  throw new StratifyError({
    ...named(target),
    code: "unsupported",
    detail: `this browser may send a paid request twice if the response is lost, because ${why}; use a relay, or allow the risk`,
  });
}

/** Forgets what is known of an origin. For a paid request that got no response: the network may have changed. */
export function forgetSending(target: PaidTarget, context: Pick<SendingContext, "fetch">): void {
  knowledge.get(context.fetch)?.delete(new URL(target.baseUrl).origin);
}

async function speaksHttp2(target: PaidTarget, context: SendingContext): Promise<boolean> {
  const { freePost } = target;
  // Browsers speak HTTP/2 over TLS only.
  if (!freePost || new URL(target.baseUrl).protocol !== "https:") return false;
  const known = knowledgeOf(target, context);
  const ms = context.requestTimeout;
  const slow = () =>
    new StratifyError({ ...named(target), code: "network", detail: `no response within ${ms / 1000} s` });
  return within(context.signal, { ms, error: slow }, (signal) =>
    known.oneAtATime(async () => {
      signal.throwIfAborted();
      if (context.clock.now() < known.until) return known.http2;
      known.http2 = await prove(target, freePost, context.fetch, signal);
      known.until = context.clock.now() + (known.http2 ? lifetime.http2 : lifetime.older);
      return known.http2;
    }),
  );
}

function knowledgeOf({ baseUrl }: PaidTarget, { fetch }: SendingContext): Knowledge {
  const origins = knowledge.get(fetch) ?? new Map<string, Knowledge>();
  knowledge.set(fetch, origins);
  const { origin } = new URL(baseUrl);
  const known = origins.get(origin) ?? { oneAtATime: pLimit(1), http2: false, until: -Infinity };
  origins.set(origin, known);
  return known;
}

/**
 * Sends the free request in one shot. A browser refuses that over HTTP/1.1 with the error of a lost connection, so
 * the ordinary form tells the two apart.
 */
async function prove(
  target: PaidTarget,
  { path, headers = {}, body = "" }: FreePost,
  fetch: SendingContext["fetch"],
  signal: AbortSignal,
): Promise<boolean> {
  const init: RequestInit = {
    method: "POST",
    headers,
    body,
    signal,
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
  };
  const isAnswered = async (each: RequestInit) => {
    try {
      const response = await fetch(`${target.baseUrl}${path}`, each);
      await response.body?.cancel();
      return true;
    } catch {
      signal.throwIfAborted();
      return false;
    }
  };
  if (await isAnswered(oneShot(init))) return true;
  if (await isAnswered(init)) return false;
  const { host } = new URL(target.baseUrl);
  throw new StratifyError({
    ...named(target),
    code: "network",
    detail: `${host} does not respond to this page`,
  });
}
