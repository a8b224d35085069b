import type { CallContext } from "../contract/call-context.ts";
import type { SourceImage } from "../contract/image.ts";
import type { JobHandle, JobSubject } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import type { Task } from "../contract/task.ts";
import { named } from "../errors/named.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { systemClock } from "../http/clock.ts";
import { createRateGate } from "../http/rate-gate.ts";
import { underDeadline } from "../http/under-deadline.ts";
import { lenientHistory, memoryHistory } from "../polling/history.ts";
import { createPollLog } from "../polling/poll-log.ts";
import { createWakeableSleep } from "../polling/wakeable-sleep.ts";
import { cancelJob } from "./cancel-job.ts";
import { createClaims } from "./claims.ts";
import type { CallOptions, Client, ClientOptions } from "./client.ts";
import { finishJob } from "./finish-job.ts";
import { parseHandle } from "./parse-handle.ts";
import { recoverJob } from "./recover-job.ts";
import { createReporter } from "./reporter.ts";
import { backedResults } from "./results.ts";
import { runTask, submitTask, type TaskRun } from "./run-task.ts";
import { freeContext, type Services } from "./services.ts";
import { statusOf } from "./status-of.ts";
import { underJobDeadline } from "./under-job-deadline.ts";

/** Longest time for one question that costs nothing, in milliseconds, where the caller sets no deadline. */
const freeDeadline = 120_000;

/**
 * Makes a client for any number of providers.
 *
 * @example
 * const client = createClient({ providers: [claid({ apiKey })] });
 * const { layers, failures } = await client.run({ task: "cutout" }, image, { provider: "claid" });
 *
 * @throws {TypeError} when two providers have the same id, or the concurrency is below 1
 */
export function createClient<Id extends string>(options: ClientOptions<Id>): Client<Id> {
  const { providers, concurrency = 4 } = options;
  const services = servicesOf(options);
  const byId = new Map<string, Provider<Id>>(providers.map((provider) => [provider.id, provider]));
  if (byId.size < providers.length) throw new TypeError("two providers have the same id");
  if (!(concurrency >= 1)) throw new TypeError("concurrency is at least 1");

  const providerOf = (id: string, handle?: JobHandle): Provider<Id> => {
    const found = byId.get(id);
    if (found) return found;
    const known = [...byId.keys()].join(", ") || "none";
    const detail = `there is no provider "${id}" here; configured: ${known}`;
    throw new StratifyError({ code: handle ? "not-configured" : "unsupported", detail, handle });
  };

  /** Does the work of one call under its deadline, and says in each error what the call is about. */
  const under = <T>(
    provider: Provider<Id>,
    { signal, deadline, journal = services.journal }: CallOptions,
    usual: { readonly deadline: number } & Partial<JobSubject>,
    work: (services: Services, signal: AbortSignal) => Promise<T>,
  ) => {
    const { image, keyword } = usual;
    const limits = { clock: services.clock, signal, deadline: deadline ?? usual.deadline };
    return underDeadline({ ...named(provider), image, keyword }, limits, (signal) =>
      work({ ...services, journal }, signal),
    );
  };

  /** Jobs in this process wait for one another: each has a deadline of its own, and the call as a whole has none. */
  const limitsOf = <Call extends CallOptions>({ capabilities }: Provider<Id>, call: Call) =>
    capabilities.host === undefined
      ? { limited: { ...call, deadline: Infinity }, jobDeadline: call.deadline ?? capabilities.deadline }
      : { limited: call, jobDeadline: undefined };

  /** Runs a task's jobs, or only starts them. */
  const each = async <T>(
    work: (run: TaskRun, task: Task, image: SourceImage) => Promise<T>,
    task: Task,
    image: SourceImage,
    call: CallOptions & { readonly provider: Id },
  ) => {
    const provider = providerOf(call.provider);
    const rounds = task.task === "split" ? Math.max(1, Math.ceil(task.keywords.length / concurrency)) : 1;
    const usual = { deadline: rounds * provider.capabilities.deadline, image: image.name };
    const { limited, jobDeadline } = limitsOf(provider, call);
    const { onProgress } = call;
    return under(provider, limited, usual, (services, signal) =>
      work({ services, provider, signal, jobDeadline, concurrency, onProgress }, task, image),
    );
  };

  /** Finishes one job. */
  const finish = (handle: JobHandle, resumed: boolean, call: CallOptions = {}) => {
    const provider = providerOf(handle.provider, handle);
    const reporter = createReporter(handle, services.clock, call.onProgress);
    const usual = { ...handle, deadline: provider.capabilities.deadline };
    const { limited, jobDeadline } = limitsOf(provider, call);
    return under(provider, limited, usual, async (services, signal) => {
      try {
        const run = { services, provider, signal, reporter };
        return await underJobDeadline(run, jobDeadline, (limited) => finishJob(limited, handle, resumed));
      } catch (error) {
        reporter.report("failed");
        throw error;
      }
    });
  };

  /** One question to a provider that costs nothing. */
  const free = <T>(
    provider: Provider<Id>,
    call: CallOptions = {},
    ask: (context: CallContext, services: Services) => T | Promise<T>,
  ) =>
    under(provider, call, { deadline: freeDeadline }, async (services, signal) =>
      ask(freeContext(services, provider, signal), services),
    );

  return {
    providers: providers.map(({ id, name, capabilities }) => {
      const resumable = options.results !== undefined || capabilities.synchronous?.result !== "bytes";
      return { id, name, capabilities, resumable };
    }),

    run: (...given) => each(runTask, ...given),
    submit: (...given) => each(submitTask, ...given),
    wait: async (handle, call) => finish(handle, false, call),
    resume: async (saved, call) => finish(parseHandle(saved), true, call),

    status: async (handle, call) => {
      const provider = providerOf(handle.provider, handle);
      return free(provider, call, (context) => statusOf(services, provider, handle, context));
    },

    recover: async (intent, call) => {
      const provider = providerOf(intent.provider);
      return free(provider, call, ({ signal }, services) => recoverJob(services, provider, intent, signal));
    },

    cancel: async (handle, call) => {
      const provider = providerOf(handle.provider, handle);
      return free(provider, call, (context) => cancelJob(provider, handle, context));
    },

    backgrounds: async (id, call) => {
      const provider = providerOf(id);
      return (await free(provider, call, (context) => provider.backgrounds?.(context))) ?? [];
    },

    sending: async (id, call) => {
      const provider = providerOf(id);
      return free(provider, call, (context) => provider.sending?.(context) ?? "safe");
    },

    wake: () => services.polling.wake(),
  };
}

function servicesOf(options: ClientOptions): Services {
  const { providers, clock = systemClock } = options;
  const gates = new Map(
    providers.map((provider) => [provider, createRateGate(provider.capabilities.rateWindows, clock)]),
  );
  return {
    clock,
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    journal: options.journal ?? { write: () => {} },
    results: backedResults(options.results, clock),
    history: lenientHistory(options.history ?? memoryHistory()),
    polling: createWakeableSleep(clock),
    pollLog: createPollLog(),
    claims: createClaims(),
    upright: options.upright,
    requestTimeout: options.requestTimeout,
    maxResultBytes: options.maxResultBytes ?? 64 * 2 ** 20,
    allowResend: options.allowResend ?? false,
    gateOf: (provider) => gates.get(provider) ?? createRateGate([], clock),
  };
}
