import type { Intent, JobHandle } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { within } from "../http/within.ts";
import { freeContext, type Services } from "./services.ts";

/**
 * Looks for the job of a submit whose response was lost. Jobs whose handles are known, here or in the journal, belong to
 * other submits.
 *
 * @returns `undefined` when the provider can't tell or has no such job
 */
export async function recoverJob(
  services: Services,
  provider: Provider,
  intent: Intent,
  signal: AbortSignal,
): Promise<JobHandle | undefined> {
  if (!provider.recover) return undefined;
  const { claims, journal } = services;
  const entries = await within(signal, undefined, async () => journal.read?.());
  for (const entry of entries ?? []) {
    if (entry.type === "handle") claims.claim(entry.handle.provider, entry.handle.job, entry.intent);
  }
  const context = freeContext(services, provider, signal);
  return provider.recover(intent, context, (job) => claims.claim(provider.id, job, intent.id));
}
