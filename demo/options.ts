import { parseArgs } from "node:util";
import type { TaskKind } from "@stratify/core";
import { neededVariables } from "@stratify/core/service-environment";
import { serviceFacts } from "@stratify/core/service-facts";
import { localFacts } from "@stratify/local-engine";

/** What is wrong with how the demo was called: one line for the person who called it, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The providers of the demo, and the variables that each needs to be used for real. */
export const demoProviders: readonly { readonly id: string; readonly needs: readonly string[] }[] = [
  { id: localFacts.id, needs: [] },
  ...serviceFacts.map((service) => ({ id: service.id, needs: neededVariables(service) })),
];
const providerIds = demoProviders.map(({ id }) => id);
export const taskKinds = ["split", "cutout", "replace-background"] as const satisfies readonly TaskKind[];

/** The demo's command line, checked. */
export interface DemoOptions {
  /** Files to split; the bundled photograph when there are none. */
  readonly images: readonly string[];
  /** An id of {@link demoProviders}. */
  readonly provider: string;
  /** One task, or all that a provider has. */
  readonly task: TaskKind | undefined;
  /** Absent for automatic layers, where a provider makes them. */
  readonly keywords: readonly string[] | undefined;
  readonly out: string;
  readonly live: boolean;
  readonly help: boolean;
}

export const help = `Splits images into layers and shows the result on one page.

  npx --yes pnpm@12 demo [image ...] [options]

  --provider ID    one of the providers below, or all (default: all)
  --task TASK      ${taskKinds.join(", ")} (default: all that the provider has)
  --keywords a,b   what to split out (default: automatic layers; subject,background
                   where a provider needs keywords)
  --out DIR        where to write (default: demo-output)
  --live           talk to the real services instead of their imitations on this
                   machine; costs what they charge. A service whose variables are
                   not in the environment is left out.
  --help           this text

Without images it uses a bundled photograph. Layers, masks, what is left, a PSD
and a manifest go to DIR/<image>/<provider>/<task>/; DIR/index.html shows them.

Provider         Variables that --live needs
${demoProviders.map(({ id, needs }) => `${id.padEnd(16)} ${needs.join(" and ") || "none"}`).join("\n")}
`;

/** @throws {UsageError} when an option is unknown or has a value it can't have */
export function readOptions(argv: readonly string[]): DemoOptions {
  const { values, positionals } = parse(argv);
  const provider = values.provider ?? "all";
  if (provider !== "all" && !providerIds.includes(provider)) {
    throw new UsageError(`There is no provider "${provider}": choose ${providerIds.join(", ")} or all.`);
  }
  const { task } = values;
  if (task !== undefined && !isOneOf(taskKinds, task)) {
    throw new UsageError(`There is no task "${task}": choose ${taskKinds.join(", ")}.`);
  }
  const keywords = values.keywords
    ?.split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  if (keywords?.length === 0)
    throw new UsageError("--keywords needs at least one word, such as --keywords subject.");
  const { out = "demo-output", live = false, help = false } = values;
  return { images: positionals, provider, task, keywords, out, live, help };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        provider: { type: "string" },
        task: { type: "string" },
        keywords: { type: "string" },
        out: { type: "string" },
        live: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new UsageError(`${sentence}. See --help.`);
  }
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return words.some((known) => known === word);
}
