import { ReachError } from "./reach.ts";

/** Longest wait for the second look, in milliseconds. */
const patience = 5_000;

/** The origins that the page's policy has held back. */
export type Blocked = ReadonlySet<string>;

/** Notes what the page's policy holds back: the failed request itself does not say so. */
export function watchPolicy(target: Document): Blocked {
  const blocked = new Set<string>();
  target.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "connect-src" && URL.canParse(blockedURI))
      blocked.add(new URL(blockedURI).origin);
  });
  return blocked;
}

/**
 * A `fetch` that finds out why there was no answer. A browser says the same of a service that lets no page in and of a
 * dead network; but a request that asks for nothing it could read still reaches the former.
 */
export function explainedFetch(fetch: typeof globalThis.fetch, blocked: Blocked): typeof globalThis.fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      if (init?.signal?.aborted || !(error instanceof TypeError)) throw error;
      const { origin, host } = new URL(input instanceof Request ? input.url : input);
      throw new ReachError(await whyUnreached(fetch, origin, blocked), host);
    }
  };
}

async function whyUnreached(fetch: typeof globalThis.fetch, origin: string, blocked: Blocked) {
  // The policy's event comes a moment after the failure.
  await new Promise((resolve) => setTimeout(resolve));
  if (blocked.has(origin)) return "blocked";
  try {
    const signal = AbortSignal.timeout(patience);
    await fetch(origin, { mode: "no-cors", credentials: "omit", cache: "no-store", signal });
    return "no-cors";
  } catch {
    return "offline";
  }
}
