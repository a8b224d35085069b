import type { Caller } from "./access/token-book.ts";
import type { BackgroundsAnswer, ProvidersAnswer } from "./contract/answers.ts";
import { refusal } from "./errors/refusal.ts";
import type { Parts } from "./parts.ts";
import { linkTo } from "./results/result-link.ts";

/** What a caller can ask for, of all that the relay has. */
export function providersFor(caller: Caller, { client, promise }: Parts): ProvidersAnswer {
  const providers = client.providers.map(
    ({ id, name, capabilities: { host, synchronous, ...capabilities } }) => {
      const tasks = capabilities.tasks.filter((task) => caller.mayAsk(task));
      return {
        id,
        name,
        capabilities: {
          ...capabilities,
          tasks,
          // Whether the result comes as bytes or as a URL is nothing to whoever asks: it gets a link in any case.
          ...(synchronous && { synchronous: { inputs: synchronous.inputs } }),
          ...(host !== undefined && { host }),
        },
      };
    },
  );
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
  const listed = entries.flatMap(({ background, ...entry }) =>
    background.kind === "catalogue" ? [{ ...entry, id: background.id }] : [],
  );
  const backgrounds = listed.map(async ({ id, name, previewUrl }) => ({
    id,
    name,
    ...(previewUrl && { previewPath: await linkTo(parts, caller, { url: previewUrl }) }),
  }));
  return { backgrounds: await Promise.all(backgrounds) };
}
