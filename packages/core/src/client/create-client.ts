import type { JobHandle } from "../contract/job.ts";
import { parseHandle } from "../contract/parse-handle.ts";
import type { Provider } from "../contract/provider.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import type { CallContext } from "../http/call-context.ts";
import { systemClock } from "../http/clock.ts";
import { named } from "../http/named.ts";
import { createRateGate } from "../http/rate-gate.ts";
import { memoryHistory } from "../polling/history.ts";
import { createPollLog } from "../polling/poll-log.ts";
import { createWakeableSleep } from "../polling/wakeable-sleep.ts";
import type { CallOptions, Client, ClientOptions } from "./client.ts";
import { finishJob } from "./finish-job.ts";
import { createReporter } from "./reporter.ts";
import { runTask } from "./run-task.ts";
import { freeContext, type Services } from "./services.ts";
import { submitJob } from "./submit-job.ts";
import { underDeadline } from "./under-deadline.ts";

/**
 * Makes a client for any number of providers.
 *
 * @example
 * const client = createClient({ providers: [claid({ apiKey })] });
 * const { layers, failures } = await client.run({ task: "cutout" }, image, { provider: "claid" });
 */
export function createClient(options: ClientOptions): Client {
  const { providers, clock = systemClock, concurrency = 4 } = options;
  const gates = new Map(
    providers.map((provider) => [provider, createRateGate(provider.capabilities.rateWindows, clock)]),
  );
  const services: Services = {
    clock,
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    journal: options.journal ?? { write: () => {} },
    history: options.history ?? memoryHistory(),
    polling: createWakeableSleep(clock),
    pollLog: createPollLog(),
    requestTimeout: options.requestTimeout ?? 30_000,
    maxResultBytes: options.maxResultBytes ?? 64 * 2 ** 20,
    gateOf: (provider) => gates.get(provider) ?? createRateGate([], clock),
  };

  const within = ({ journal }: CallOptions): Services => (journal ? { ...services, journal } : services);

  const providerOf = (id: string, code: "unsupported" | "bad-handle"): Provider => {
    const found = providers.find((provider) => provider.id === id);
    if (found) return found;
    const known = providers.map((provider) => provider.id).join(", ");
    throw new StratifyError({ code, detail: `there is no provider "${id}" here, only ${known}` });
  };

  /** Finishes one job under the deadline of its provider. */
  const finish = (handle: JobHandle, resumed: boolean, { onProgress, ...call }: CallOptions = {}) => {
    const provider = providerOf(handle.provider, "bad-handle");
    const reporter = createReporter(handle, clock, onProgress);
    return underDeadline(provider, call, provider.capabilities.deadline, { handle }, async (signal) => {
      try {
        return await finishJob(within(call), provider, handle, signal, reporter, resumed);
      } catch (error) {
        reporter.report("failed");
        throw error;
      }
    });
  };

  /** One question to a provider that costs nothing. */
  const free = async <T>(
    id: string,
    call: CallOptions = {},
    ask: (provider: Provider, context: CallContext) => T | Promise<T>,
  ) => {
    const provider = providerOf(id, "unsupported");
    return underDeadline(provider, call, 4 * services.requestTimeout, {}, async (signal) =>
      ask(provider, freeContext(services, provider, signal)),
    );
  };

  return {
    providers: providers.map(({ id, name, capabilities }) => ({ id, name, capabilities })),

    run: async (task, image, { provider: id, onProgress, ...call }) => {
      const provider = providerOf(id, "unsupported");
      const rounds = task.task === "split" ? Math.ceil(task.keywords.length / concurrency) : 1;
      return underDeadline(provider, call, rounds * provider.capabilities.deadline, {}, (signal) =>
        runTask(within(call), provider, task, image, concurrency, signal, onProgress),
      );
    },

    submit: async (request, { provider: id, onProgress, ...call }) => {
      const provider = providerOf(id, "unsupported");
      const keyword = request.task === "split" ? request.keyword : undefined;
      const subject = { provider: id, task: request.task, image: request.image.name, keyword };
      const reporter = createReporter(subject, clock, onProgress);
      return underDeadline(provider, call, provider.capabilities.deadline, subject, (signal) =>
        submitJob(within(call), provider, request, signal, reporter),
      );
    },

    wait: async (handle, call) => finish(handle, false, call),
    resume: async (saved, call) => finish(parseHandle(saved), true, call),

    status: (handle, call) =>
      free(handle.provider, call, (provider, context) => provider.status(handle, context)),

    recover: (intent, call) =>
      free(intent.provider, call, (provider, context) => provider.recover?.(intent, context)),

    cancel: (handle, call) =>
      free(handle.provider, call, (provider, context) => {
        if (provider.cancel) return provider.cancel(handle, context);
        throw new StratifyError({
          ...named(provider),
          code: "unsupported",
          detail: "its jobs can't be canceled",
        });
      }),

    backgrounds: async (id, call) =>
      (await free(id, call, (provider, context) => provider.backgrounds?.(context))) ?? [],

    wake: () => services.polling.wake(),
  };
}
