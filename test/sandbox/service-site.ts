import type { Call } from "./call.ts";
import type { Service } from "./faults.ts";
import type { CommonKnobs } from "./knobs.ts";
import { RateLimit, type RateState, type RateWindow } from "./rate-limit.ts";
import type { Reply } from "./reply.ts";
import type { Route, Site } from "./server.ts";

/** What makes a service. Everything else is shared. */
export interface ServiceDefinition {
  readonly service: Service;
  readonly routes: readonly Route[];
  readonly knobs: CommonKnobs;
  /** The service's answer to a call without a good key, or with one that may not do this. */
  authenticate(call: Call): Reply | undefined;
  /** The service's own error body under a status; `retryAfter` in seconds. */
  refuse(status: number, retryAfter?: number): Reply;
  /** The answer to a path nobody knows. */
  unknownPath(): Reply;
  /** Headers of every answer, from how the caller stands with the service's limits. */
  answerHeaders?(rate: RateState, windows: readonly RateWindow[]): Readonly<Record<string, string>>;
  /** Limits to report when none are enforced. */
  readonly reportedWindows?: readonly RateWindow[];
}

/**
 * Wraps a service as a site: the key is looked at first, then the rate limit, then the route.
 *
 * @param watch sees every call before the service does
 */
export function createServiceSite(definition: ServiceDefinition, watch: (call: Call) => void): Site {
  const { service, routes, knobs, answerHeaders, reportedWindows = [] } = definition;
  const limit = new RateLimit();
  const isEnforced = () => knobs.rateLimit.length > 0;
  const windows = () => (isEnforced() ? knobs.rateLimit : reportedWindows);

  return {
    name: service,
    routes,
    serviceOf: () => service,
    refuse: definition.refuse,
    unknownPath: definition.unknownPath,
    guard(call, operation) {
      watch(call);
      const refused = definition.authenticate(call);
      if (refused) return refused;
      if (operation !== "submit" && !knobs.rateLimitReads) return undefined;
      const rate = limit.take(windows(), 1);
      if (rate.allowed || !isEnforced()) return undefined;
      const reply = definition.refuse(429, knobs.retryAfter ? rate.reset : undefined);
      return { ...reply, headers: { ...answerHeaders?.(rate, windows()), ...reply.headers } };
    },
    decorate(reply) {
      const headers = answerHeaders?.(limit.take(windows(), 0), windows());
      return { ...reply, headers: { ...headers, ...reply.headers } };
    },
  };
}

/** The bearer key of a call, if it carries one. */
export function bearer(call: Call): string | undefined {
  return /^Bearer (\S+)$/i.exec(call.headers.authorization ?? "")?.[1];
}

/** Adds `Retry-After`, where there is one. */
export function withRetryAfter(reply: Reply, retryAfter: number | undefined): Reply {
  if (retryAfter === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "retry-after": String(retryAfter) } };
}
