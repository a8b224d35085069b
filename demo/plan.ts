import type { Client, ProviderInfo, Task, TaskKind } from "@stratify/core";
import type { DemoImage } from "./images.ts";
import { type DemoOptions, taskKinds, UsageError } from "./options.ts";

/** One line of the table to come: an image, a provider and what it is asked. */
export interface Run {
  readonly image: DemoImage;
  readonly provider: ProviderInfo;
  readonly task: Task;
}

/** Color behind the subject where a provider takes a color. */
const backdrop = "#f2b632";

/** Where a provider needs keywords. The imitated services know no other words than the engine does. */
const defaultKeywords = ["subject", "background"];

/**
 * Every run that the options ask for, in the order in which they are made. Asked for everything, it leaves out what
 * a provider can't do; asked for one thing that can't be done, it says so.
 *
 * @throws {UsageError} when nothing is left to do
 */
export async function planRuns(
  options: DemoOptions,
  images: readonly DemoImage[],
  client: Client,
): Promise<readonly Run[]> {
  const providers = client.providers.filter(
    ({ id }) => options.provider === "all" || options.provider === id,
  );
  const kinds = options.task ? [options.task] : taskKinds;
  const runs: Run[] = [];
  for (const image of images) {
    for (const provider of providers) {
      for (const kind of kinds.filter((kind) => provider.capabilities.tasks.includes(kind))) {
        runs.push({ image, provider, task: await taskOf(kind, provider, options, client) });
      }
    }
  }
  if (runs.length > 0) return runs;
  const can = providers.map(({ name, capabilities }) => `${name} can ${capabilities.tasks.join(" and ")}`);
  throw new UsageError(`No provider here does "${options.task}": ${can.join("; ")}.`);
}

async function taskOf(
  kind: TaskKind,
  provider: ProviderInfo,
  options: DemoOptions,
  client: Client,
): Promise<Task> {
  if (kind === "cutout") return { task: "cutout" };
  if (kind === "split") return { task: "split", keywords: keywordsFor(provider, options) };
  if (provider.capabilities.backgrounds?.includes("color")) {
    return { task: kind, background: { kind: "color", color: backdrop } };
  }
  const [first] = await client.backgrounds(provider.id);
  if (!first) throw new UsageError(`${provider.name} has no backgrounds to choose from.`);
  return { task: kind, background: first.background };
}

/**
 * The keywords of a split: those asked for, else none where the provider splits automatically. Asked for one provider,
 * a keyword it does not know ends the demo before anything runs.
 */
function keywordsFor(
  { name, capabilities }: ProviderInfo,
  { keywords: asked, provider }: DemoOptions,
): readonly string[] {
  if (!capabilities.keywords) {
    if (asked && provider !== "all")
      throw new UsageError(`${name} takes no keywords: its split is automatic.`);
    return [];
  }
  const keywords = asked ?? (capabilities.automatic ? [] : defaultKeywords);
  const { vocabulary } = capabilities.keywords;
  const unknown = keywords.find((word) => vocabulary && !vocabulary.includes(word.toLowerCase()));
  if (unknown && provider !== "all") {
    throw new UsageError(`${name} does not know "${unknown}", only ${vocabulary?.join(", ")}.`);
  }
  return keywords;
}
