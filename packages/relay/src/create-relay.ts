import { createClient, memoryResults, systemClock } from "@stratify/core";
import { createTokenBook } from "./access/token-book.ts";
import { createByteBudgets } from "./jobs/byte-budget.ts";
import { createSubmitOnce } from "./jobs/submit-once.ts";
import { defaultLimits, type Relay, type RelayOptions } from "./relay-options.ts";
import { fetchPublic } from "./results/fetch-public.ts";
import { createRoutes } from "./routes.ts";
import { createSealer } from "./sealing/sealer.ts";
import { memorySubmits } from "./submits/memory-submits.ts";

/**
 * Makes a relay. It keeps no job and no image: a job's id is its handle, sealed, so that any instance with the same
 * secrets answers for it. What it does remember, limits and submits of the last minutes, is each instance's own.
 *
 * @example
 * const relay = createRelay({ providers: [provider], secrets: [secret], tokens: [{ name: "team", token }] });
 * export default { fetch: (request, env, context) => relay.fetch(request, context) };
 *
 * @throws {TypeError} when there is no secret or token, or one is too short
 */
export function createRelay(options: RelayOptions): Relay {
  const { clock = systemClock, log = () => {} } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const bare: typeof globalThis.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
  const guarded = (code: "refused" | "result-invalid") =>
    options.allowPrivateAddresses ? bare : fetchPublic(bare, code);
  const submits = options.submits ?? memorySubmits({ onlyInstance: false, clock });
  const routes = createRoutes(
    {
      client: createClient({
        providers: options.providers,
        fetch: guarded("refused"),
        clock,
        results: options.results ?? memoryResults(),
        maxResultBytes: limits.resultBytes,
      }),
      clock,
      limits,
      sealer: createSealer(options.secrets),
      tokens: createTokenBook(options.tokens),
      submitOnce: createSubmitOnce(submits),
      promise: submits,
      newBudget: createByteBudgets(limits.heldBytes),
      fetchResult: guarded("result-invalid"),
    },
    log,
  );
  return { fetch: async (request, context) => routes.fetch(request, context ?? {}) };
}
