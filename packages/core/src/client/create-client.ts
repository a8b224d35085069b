import type { CallContext } from "../contract/call-context.ts";
import type { JobHandle } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { named } from "../errors/named.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { systemClock } from "../http/clock.ts";
import { createRateGate } from "../http/rate-gate.ts";
import { underDeadline } from "../http/under-deadline.ts";
import { memoryHistory } from "../polling/history.ts";
import { createPollLog } from "../polling/poll-log.ts";
import { createWakeableSleep } from "../polling/wakeable-sleep.ts";
import { cancelJob } from "./cancel-job.ts";
import { createClaims } from "./claims.ts";
import type { CallOptions, Client, ClientOptions, ProviderInfo } from "./client.ts";
import { finishJob } from "./finish-job.ts";
import { parseHandle } from "./parse-handle.ts";
import { recoverJob } from "./recover-job.ts";
import { createReporter } from "./reporter.ts";
import { backedResults, keptOutputs } from "./results.ts";
import { runTask, submitTask, type TaskRun } from "./run-task.ts";
import { freeContext, type Services } from "./services.ts";

/** Longest time for one question that costs nothing, in milliseconds, where the caller sets no deadline. */
const freeDeadline = 120_000;

/**
 * Makes a client for any number of providers.
 *
 * @example
 * const client = createClient({ providers: [claid({ apiKey })] });
 * const { layers, failures } = await client.run({ task: "cutout" }, image, { provider: "claid" });
 *
 * @throws {TypeError} when two providers have the same id
 */
export function createClient<Id extends string>(options: ClientOptions<Id>): Client<Id> {
  const { providers, concurrency = 4 } = options;
  const services = servicesOf(options);
  const byId = new Map<string, Provider<Id>>(providers.map((provider) => [provider.id, provider]));
  if (byId.size < providers.length) throw new TypeError("two providers have the same id");

  const within = ({ journal }: CallOptions): Services => (journal ? { ...services, journal } : services);

  const providerOf = (id: string, handle?: JobHandle): Provider<Id> => {
    const found = byId.get(id);
    if (found) return found;
    const known = [...byId.keys()].join(", ") || "none";
    const detail = `there is no provider "${id}" here; configured: ${known}`;
    throw new StratifyError({ code: handle ? "not-configured" : "unsupported", detail, handle });
  };

  /** Runs a task's jobs, or only starts them, under one deadline. */
  const each = async <T>(
    work: (
      run: TaskRun,
      task: Parameters<Client["run"]>[0],
      image: Parameters<Client["run"]>[1],
    ) => Promise<T>,
    [task, image, { provider: id, onProgress, ...call }]: Parameters<Client<Id>["run"]>,
  ) => {
    const provider = providerOf(id);
    const rounds = task.task === "split" ? Math.max(1, Math.ceil(task.keywords.length / concurrency)) : 1;
    const { deadline = rounds * provider.capabilities.deadline } = call;
    const about = { ...named(provider), image: image.name };
    return underDeadline(about, { ...call, deadline, clock: services.clock }, (signal) =>
      work({ services: within(call), provider, signal, concurrency, onProgress }, task, image),
    );
  };

  /** Finishes one job under the deadline of its provider. */
  const finish = (handle: JobHandle, resumed: boolean, { onProgress, ...call }: CallOptions = {}) => {
    const provider = providerOf(handle.provider, handle);
    const reporter = createReporter(handle, services.clock, onProgress);
    const { deadline = provider.capabilities.deadline } = call;
    const { image, keyword } = handle;
    return underDeadline(
      { ...named(provider), image, keyword },
      { ...call, deadline, clock: services.clock },
      async (signal) => {
        try {
          return await finishJob({ services: within(call), provider, signal, reporter }, handle, resumed);
        } catch (error) {
          reporter.report("failed");
          throw error;
        }
      },
    );
  };

  /** One question to a provider that costs nothing. */
  const free = async <T>(
    provider: Provider<Id>,
    call: CallOptions = {},
    ask: (context: CallContext) => T | Promise<T>,
  ) => {
    const { deadline = freeDeadline } = call;
    return underDeadline(named(provider), { ...call, deadline, clock: services.clock }, async (signal) =>
      ask(freeContext(services, provider, signal)),
    );
  };

  return {
    providers: providers.map((provider) => infoOf(provider, options.results !== undefined)),

    run: (...given) => each(runTask, given),
    submit: (...given) => each(submitTask, given),
    wait: async (handle, call) => finish(handle, false, call),
    resume: async (saved, call) => finish(parseHandle(saved), true, call),

    status: async (handle, call) =>
      free(providerOf(handle.provider, handle), call, async (context) =>
        handle.outputs
          ? { state: "succeeded", raw: "", outputs: await keptOutputs(handle.outputs, services.results) }
          : providerOf(handle.provider).status(handle, context),
      ),

    recover: async (intent, call = {}) => {
      const provider = providerOf(intent.provider);
      return free(provider, call, ({ signal }) => recoverJob(within(call), provider, intent, signal));
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
    results: backedResults(options.results),
    history: options.history ?? memoryHistory(),
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

function infoOf<Id extends string>(
  { id, name, capabilities }: Provider<Id>,
  hasStore: boolean,
): ProviderInfo<Id> {
  return { id, name, capabilities, resumable: hasStore || capabilities.synchronous?.result !== "bytes" };
}
