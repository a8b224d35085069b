import type { Caller } from "./access/token-book.ts";
import type { BackgroundsAnswer, ProvidersAnswer } from "./contract/answers.ts";
import { refusal } from "./errors/refusal.ts";
import type { Parts } from "./parts.ts";
import { linkTo } from "./results/result-link.ts";

/** What a caller can ask for, of all that the relay has. */
export function providersFor(caller: Caller, { client, promise }: Parts): ProvidersAnswer {
  const providers = client.providers.map(({ id, name, capabilities: { host, ...capabilities } }) => {
    const tasks = capabilities.tasks.filter((task) => caller.mayAsk(task));
    return { id, name, capabilities: { ...capabilities, tasks, ...(host !== undefined && { host }) } };
  });
  const { payOnceFor, epoch } = promise;
  return {
    payOnceFor,
    ...(epoch !== undefined && { epoch }),
    providers: providers.filter(({ capabilities }) => capabilities.tasks.length > 0),
  };
}

/** A provider's catalogue, with previews through the relay: a plugin may be allowed no other host. */
export async function backgroundsFor(
  caller: Caller,
  parts: Parts,
  provider: string,
): Promise<BackgroundsAnswer> {
  if (!parts.client.providers.some(({ id }) => id === provider)) {
    throw refusal(404, "not-found", "there is no such provider here");
  }
  const entries = await parts.client.backgrounds(provider);
  const backgrounds = entries.map(async ({ id, name, previewUrl }) => ({
    id,
    name,
    ...(previewUrl && { previewPath: await linkTo(parts, caller, { url: previewUrl }) }),
  }));
  return { backgrounds: await Promise.all(backgrounds) };
}
