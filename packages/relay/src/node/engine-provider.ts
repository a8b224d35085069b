import { type JobHandle, type JobStatus, type Provider, StratifyError } from "@stratify/core";

/** How much of the engine's work the relay holds. */
export interface EngineLimits {
  /** Most jobs under way at once: each holds its image. @default 16 */
  readonly mostJobs?: number;
  /** Most bytes of results that wait to be fetched; the oldest go first. @default 268435456, which is 256 MB */
  readonly mostBytes?: number;
}

/**
 * The engine as the relay offers it: an ending that it tells but once is kept until its files were fetched, as often
 * as somebody asks. Jobs and files live in this process: another instance knows nothing of them, and they end with it.
 */
export function engineProvider(engine: Provider, limits: EngineLimits = {}): Provider {
  const { mostJobs = 16, mostBytes = 256 * 2 ** 20 } = limits;
  const running = new Map<string, JobHandle>();
  const ended = new Map<string, JobStatus>();
  let held = 0;

  const keep = (job: string, status: JobStatus) => {
    running.delete(job);
    ended.set(job, status);
    held += sizeOf(status);
    for (const [oldest, old] of ended) {
      if (oldest === job || (held <= mostBytes && ended.size <= 1000)) break;
      ended.delete(oldest);
      held -= sizeOf(old);
    }
  };

  const status: Provider["status"] = async (handle, context) => {
    const known = ended.get(handle.job);
    if (known) return known;
    const now = await engine.status(handle, context);
    if (now.state !== "queued" && now.state !== "running") keep(handle.job, now);
    return now;
  };

  return {
    ...engine,
    // Every poll is a request over the network, and counts against its token's limit.
    capabilities: { ...engine.capabilities, cadence: { first: 400, every: 500, min: 250 } },
    async submit(request, context) {
      for (const handle of running.size < mostJobs ? [] : [...running.values()])
        await status(handle, context);
      if (running.size >= mostJobs) {
        const detail = "the relay's engine has as much to do as it can hold";
        const about = { provider: engine.id, providerName: engine.name };
        throw new StratifyError({ ...about, code: "rate-limited", status: 429, detail, retryAfter: 2000 });
      }
      const submitted = await engine.submit(request, context);
      running.set(submitted.handle.job, submitted.handle);
      return submitted;
    },
    status,
  };
}

function sizeOf(status: JobStatus): number {
  if (status.state !== "succeeded") return 0;
  return status.outputs.reduce((sum, { content }) => sum + content.length, 0);
}
