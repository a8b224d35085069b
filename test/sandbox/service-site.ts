import type { Call } from "./call.ts";
import type { CommonKnobs } from "./knobs.ts";
import { RateLimit } from "./rate-limit.ts";
import type { Reply } from "./reply.ts";
import type { Route, Site } from "./server.ts";
import type { SandboxService, ServiceAnswers } from "./service.ts";

/** Response headers that any service may send and a browser may read. */
export const usualHeaders: readonly string[] = ["x-request-id", "Retry-After", "Content-Length"];

/**
 * Wraps a service as a site: the key is looked at first, then the rate limit, then the route.
 *
 * @param watch sees every call before the service does
 */
export function createServiceSite(
  service: SandboxService,
  knobs: CommonKnobs,
  answers: ServiceAnswers,
  watch: (call: Call) => void,
): Site {
  const { answerHeaders } = answers;
  const limit = new RateLimit();
  const isEnforced = () => knobs.rateLimit.length > 0;
  const windows = () => (isEnforced() ? knobs.rateLimit : (service.rateWindows ?? []));

  return {
    name: service.id,
    routes: routesOf(service, answers),
    exposedHeaders: [...usualHeaders, ...(service.exposedHeaders ?? [])],
    serviceOf: () => service.id,
    refuse: answers.refuse,
    unknownPath: answers.unknownPath,
    guard(call, operation) {
      watch(call);
      const refused = answers.authenticate(call);
      if (refused) return refused;
      if (operation !== "submit" && !knobs.rateLimitReads) return undefined;
      const rate = limit.take(windows(), 1);
      if (rate.allowed || !isEnforced()) return undefined;
      const reply = answers.refuse(429, knobs.retryAfter ? rate.reset : undefined);
      return { ...reply, headers: { ...answerHeaders?.(rate, windows()), ...reply.headers } };
    },
    decorate(reply) {
      const headers = answerHeaders?.(limit.take(windows(), 0), windows());
      return { ...reply, headers: { ...headers, ...reply.headers } };
    },
  };
}

function routesOf({ id, routes }: SandboxService, { handlers }: ServiceAnswers): readonly Route[] {
  return Object.entries(routes).map(([name, plan]) => {
    const handle = handlers[name];
    if (!handle) throw new Error(`${id}: the route "${name}" has no handler`);
    return { ...plan, handle };
  });
}

/** The bearer key of a call, if it carries one. */
export function bearer(call: Call): string | undefined {
  return /^Bearer (\S+)$/i.exec(call.headers.get("authorization") ?? "")?.[1];
}

/** Adds `Retry-After`, where there is one. */
export function withRetryAfter(reply: Reply, retryAfter: number | undefined): Reply {
  if (retryAfter === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "retry-after": String(retryAfter) } };
}
