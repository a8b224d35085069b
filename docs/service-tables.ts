import type { Capabilities } from "../packages/core/src/contract/capabilities.ts";
import type { Pricing, ServiceFacts, ServiceOption } from "../packages/core/src/contract/service.ts";
import { neededVariables } from "../packages/core/src/service-environment.ts";
import { serviceFacts } from "../packages/core/src/service-facts.ts";
import { localFacts } from "../packages/local-engine/src/provider.ts";

/** A part of a document that is made from the services' descriptors. It stands between two markers. */
interface Block {
  /** Path below the repository's root. */
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

/** Every generated part of every document. */
export function serviceTables(): readonly Block[] {
  return [
    { file: "README.md", name: "services", text: servicesTable() },
    { file: "README.md", name: "keys", text: keysOfServices() },
    { file: "packages/relay/README.md", name: "environment", text: environmentTable() },
  ];
}

/**
 * Puts a block into its document, in place of what stands between its markers.
 *
 * @throws {Error} when the document has no such markers
 */
export function withBlock(document: string, { name, text }: Pick<Block, "name" | "text">): string {
  const [begin, end] = [`<!-- generated: ${name} -->\n`, "<!-- end of generated -->"];
  const from = document.indexOf(begin) + begin.length;
  const to = document.indexOf(end, from);
  if (from < begin.length || to < 0) throw new Error(`there are no markers of "${name}"`);
  return `${document.slice(0, from)}\n${text}\n\n${document.slice(to)}`;
}

function servicesTable(): string {
  const head = [
    "",
    "split",
    "cut out the subject",
    "replace the background",
    "mask",
    "takes",
    "from a page",
    "price",
  ];
  const services = serviceFacts.map(({ id, name, capabilities, browser, pricing }) => [
    ...taskCells(id, name, capabilities),
    "hosts" in browser ? "yes" : `through a relay: ${browser.relayOnly.en}`,
    priceWords(capabilities, pricing),
  ]);
  const engine = [...taskCells(localFacts.id, localFacts.name, localFacts.capabilities), "yes", "free"];
  return table([head, ...services, engine]);
}

function taskCells(id: string, name: string, capabilities: Capabilities): readonly string[] {
  const { tasks, backgrounds = [], mask, inputs, prompts = [], host } = capabilities;
  const taken = [
    ...inputs.map((input) => inputWords[input]),
    ...prompts.map((prompt) => promptWords[prompt]),
  ];
  return [
    `**${name}** \`${id}\``,
    tasks.includes("split") ? splitWords(capabilities) : "-",
    tasks.includes("cutout") ? "yes" : "-",
    backgrounds.map((kind) => backgroundWords[kind]).join(" or ") || "-",
    maskWords[mask],
    `${taken.join(", ")}${host === undefined ? ", which never leave the machine" : ""}`,
  ];
}

const inputWords = { bytes: "files", url: "URLs", render: "its own earlier results" } as const;
const promptWords = { points: "points", box: "a box", mask: "a brushed mask" } as const;
const backgroundWords = { color: "with a color", catalogue: "with an image of its catalogue" } as const;
const maskWords = { provider: "its own", alpha: "from alpha", none: "-" } as const;

function splitWords({ keywords, automatic }: Capabilities): string {
  const ways = [];
  if (keywords?.vocabulary) ways.push(`by ${keywords.vocabulary.length} keywords that it knows`);
  else if (keywords?.max) ways.push(`by keywords of ${keywords.min} to ${keywords.max} characters`);
  else if (keywords) ways.push("by any keyword");
  if (automatic) ways.push(`automatic, up to ${automatic.maxLayers} layers`);
  return ways.join("; ");
}

/** Both the documented price of a job and what more there is to say; neither is guessed. */
function priceWords({ cost }: Capabilities, { summary }: Pricing): string {
  if (cost.unit === "free") return "free";
  const price = cost.perJob === undefined ? undefined : `${cost.perJob} ${cost.unit} a job`;
  return [price, summary?.en].filter(Boolean).join(". ") || "not documented";
}

function keysOfServices(): string {
  const lines = serviceFacts.map((service) => {
    const values = neededVariables(service).map((name) => `${name}=...`);
    return `export ${values.join(" ")}   # ${service.name}`;
  });
  return ["```sh", ...lines, "```"].join("\n");
}

function environmentTable(): string {
  const rows = serviceFacts.flatMap((service) =>
    service.options.map((option) => [
      `\`${option.env}\``,
      optionWords(service, option),
      option.default ?? "",
    ]),
  );
  return table([["variable", "what it is", "default"], ...rows]);
}

function optionWords(service: ServiceFacts, { env, label, choices }: ServiceOption): string {
  const allowed = choices ? `: ${choices.join(" or ")}` : "";
  const needed = neededVariables(service).includes(env) ? "; needed" : "";
  return `${service.name}, ${label.en}${allowed}${needed}`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
