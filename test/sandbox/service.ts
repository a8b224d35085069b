import type { Call } from "./call.ts";
import type { Operation } from "./faults.ts";
import type { CommonKnobs } from "./knobs.ts";
import type { RateState, RateWindow } from "./rate-limit.ts";
import type { Reply } from "./reply.ts";
import type { Meaning, ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";

/** The key that opens a service, and how it is sent. */
export interface ServiceKey {
  /** Lower-case name of the header that carries it. */
  readonly header: string;
  /** May do everything. */
  readonly good: string;
  /** Is accepted but lacks the permission to submit, where the service has such keys. */
  readonly limited?: string;
}

/** One method and path of a service. */
export interface RoutePlan {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** In Hono's notation, such as `/v1/jobs/:id`. */
  readonly path: string;
  /** Faults are planned by this; a route without it never goes wrong. */
  readonly operation?: Operation;
}

/** What suites and servers need to know of a service before it runs. */
export interface ServiceFacts {
  /** The id of its descriptor in core, and the name of its folder. */
  readonly id: string;
  /** Absent when the service takes no key. */
  readonly key?: ServiceKey;
  /** Options that the provider needs beside address and key. */
  readonly options?: Readonly<Record<string, string>>;
  readonly routes: Readonly<Record<string, RoutePlan>>;
  /** Limits that the service documents. They are enforced only when its `rateLimit` knob says so. */
  readonly rateWindows?: readonly RateWindow[];
  /** Response headers that a browser may read when CORS is on, beside the usual ones. */
  readonly exposedHeaders?: readonly string[];
  /** At least one. */
  readonly cases: readonly ServiceCase[];
  /** Lower-case words that end a job, by the service's documents. */
  readonly statusWords: Readonly<Record<string, Meaning>>;
  /** Whether results come as addresses to download or as bytes in a response. */
  readonly results: "url" | "bytes";
  /** Whether a lost submit can be found again, because the service lists its jobs. */
  readonly recovers: boolean;
  /** How many times as fast sleeps pass in the soak; documented pauses and limits have to fit in. */
  readonly soakSpeed: number;
  /** The body of a 400 in which the service repeats the key. */
  keyEcho(key: string): object;
  /** Whether a response body by itself says that nothing was accepted, whatever the HTTP status. */
  refuses?(body: string): boolean;
}

/** How a running service answers. */
export interface ServiceAnswers<Name extends string = string> {
  readonly handlers: Readonly<Record<Name, (call: Call) => Reply | Promise<Reply>>>;
  /** The service's answer to a call without a good key, or with one that may not do this. */
  authenticate(call: Call): Reply | undefined;
  /** The service's own error body under a status; `retryAfter` in seconds. */
  refuse(status: number, retryAfter?: number): Reply;
  /** The answer to a path nobody knows. */
  unknownPath(): Reply;
  /** Headers of every answer, from how the caller stands with the service's limits. */
  answerHeaders?(rate: RateState, windows: readonly RateWindow[]): Readonly<Record<string, string>>;
}

/** A service as the registry holds it. */
export interface SandboxService extends ServiceFacts {
  /** Starts the service's books. */
  open(
    context: ServiceContext,
    common: CommonKnobs,
    given: Partial<CommonKnobs>,
  ): { readonly knobs: CommonKnobs; readonly answers: ServiceAnswers };
}

/** What a service's folder says of it. */
export interface ServiceSpec<Own extends CommonKnobs, Name extends string> extends ServiceFacts {
  readonly routes: Readonly<Record<Name, RoutePlan>>;
  /** Its knobs at the start: the common ones and its own. */
  createKnobs(common: CommonKnobs): Own;
  create(context: ServiceContext, knobs: Own): ServiceAnswers<Name>;
}

/** A service with typed access to its own knobs, for its own tests. */
export interface DefinedService<Own extends CommonKnobs> extends SandboxService {
  /** Knobs to start a sandbox with: `startSandbox({ knobs: service.knobs({ ... }) })`. */
  knobs(given: Partial<Own>): Readonly<Record<string, Partial<Own>>>;
  /** The service's knobs in a running sandbox. */
  knobsOf(sandbox: { readonly knobs: Readonly<Record<string, CommonKnobs>> }): Own;
}

/** Makes what a service's `index.ts` exports as `sandboxService`. */
export function defineService<Own extends CommonKnobs, Name extends string>(
  spec: ServiceSpec<Own, Name>,
): DefinedService<Own> {
  const { createKnobs, create, ...facts } = spec;
  const running = new WeakMap<CommonKnobs, Own>();
  return {
    ...facts,
    open(context, common, given) {
      const knobs = Object.assign(createKnobs(common), given);
      running.set(knobs, knobs);
      return { knobs, answers: create(context, knobs) };
    },
    knobs: (given) => ({ [spec.id]: given }),
    knobsOf(sandbox) {
      const common = sandbox.knobs[spec.id];
      const own = common && running.get(common);
      if (!own) throw new Error(`this sandbox does not run ${spec.id}`);
      return own;
    },
  };
}
