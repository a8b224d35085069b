import { type ServiceId, serviceFacts } from "@stratify/core/service-facts";
import type { ServiceFacts, Words } from "@stratify/core/services";
import {
  defaultOf,
  localId,
  providerChoices,
  relayPrefix,
  type ServiceSetting,
  serviceSettings,
} from "./src/service-contributions.ts";

/** A JSON object whose other parts are written by hand. */
type Json = Record<string, unknown>;

/** Texts by key. */
type Texts = Readonly<Record<string, string>>;

/** The files that hold what comes from the services, by name. */
export interface ManifestFiles {
  readonly manifest: string;
  readonly english: string;
  readonly german: string;
  readonly readme: string;
}

/** Settings beside those of the services that a workspace which is not trusted can't make. */
const restrictedByHand = [
  "stratify.provider.split",
  "stratify.provider.cutout",
  "stratify.provider.background",
  "stratify.output.folder",
  "stratify.relay.address",
] as const;

/** Keys of the texts that are generated begin with this. */
const textPrefix = "config.service.";

/**
 * Writes what comes from the services' descriptors into the manifest, its texts and the README. Everything else stays
 * as it is.
 *
 * @param files as they are now
 */
export function generateManifest({ manifest, english, german, readme }: ManifestFiles): ManifestFiles {
  return {
    manifest: written(withServices(parsed(manifest))),
    english: written(withTexts(parsed(english), "en")),
    german: written(withTexts(parsed(german), "de")),
    readme: withTable(readme),
  };
}

function withServices(manifest: Json): Json {
  const capabilities = section(manifest, "capabilities");
  const untrusted = section(capabilities, "untrustedWorkspaces");
  const contributes = section(manifest, "contributes");
  // A workspace that is not trusted says neither where images and keys go nor which model is paid.
  const restricted = serviceSettings.map(({ name }) => `stratify.${name}`);
  return {
    ...manifest,
    capabilities: {
      ...capabilities,
      untrustedWorkspaces: { ...untrusted, restrictedConfigurations: [...restrictedByHand, ...restricted] },
    },
    contributes: {
      ...contributes,
      configuration: sections(contributes, "configuration").map(withSettings),
      languageModelTools: sections(contributes, "languageModelTools").map(withProviders),
    },
  };
}

/** The providers that a setting may name, and the section with the services' own settings. */
function withSettings(configuration: Json): Json {
  if (configuration.title === "%config.title.services%") {
    const entries = serviceSettings.map((setting, at) => [
      `stratify.${setting.name}`,
      property(setting, at + 1),
    ]);
    return { ...configuration, properties: Object.fromEntries(entries) };
  }
  const properties = section(configuration, "properties");
  const changed = Object.entries(properties).map(([name, property]): [string, unknown] => {
    const task = /^stratify\.provider\.(split|cutout|background)$/.exec(name)?.[1];
    if (task !== "split" && task !== "cutout" && task !== "background") return [name, property];
    const choices = providerChoices[task];
    return [
      name,
      { ...object(property), enum: choices, markdownEnumDescriptions: choices.map(descriptionKey) },
    ];
  });
  return { ...configuration, properties: Object.fromEntries(changed) };
}

function descriptionKey(choice: string): string {
  if (choice === "ask" || choice === localId) return `%config.provider.${choice}%`;
  return choice.startsWith(relayPrefix) ? "%config.provider.relay%" : `%${textPrefix}${choice}%`;
}

function property({ name, service, option }: ServiceSetting, order: number): Json {
  const { scope, choices } = option;
  const usual = defaultOf(option);
  return {
    order,
    scope: scope === "machine" ? "machine" : "window",
    markdownDescription: `%${textPrefix}${service.id}.${option.name}%`,
    type: "string",
    ...(choices && { enum: choices.includes(usual) ? choices : [usual, ...choices] }),
    default: usual,
    tags: ["usesOnlineServices", ...(name.startsWith("endpoints.") ? ["advanced"] : [])],
  };
}

/** The providers that a tool takes. */
function withProviders(tool: Json): Json {
  const schema = section(tool, "inputSchema");
  const properties = section(schema, "properties");
  const choices = "keywords" in properties ? providerChoices.split : providerChoices.cutout;
  const provider = { ...section(properties, "provider"), enum: choices.filter((choice) => choice !== "ask") };
  return { ...tool, inputSchema: { ...schema, properties: { ...properties, provider } } };
}

/** Replaces the generated texts, which stand behind that of the relay. */
function withTexts(texts: Json, language: keyof Words): Json {
  const entries = Object.entries(texts).filter(([key]) => !key.startsWith(textPrefix));
  const at = 1 + entries.findIndex(([key]) => key === "config.provider.relay");
  return Object.fromEntries([
    ...entries.slice(0, at),
    ...Object.entries(serviceTexts(language)),
    ...entries.slice(at),
  ]);
}

function serviceTexts(language: keyof Words): Texts {
  const providers = serviceFacts.map((service) => [textPrefix + service.id, about(service, language)]);
  const settings = serviceSettings.map((setting) => {
    const { service, option } = setting;
    return [`${textPrefix}${service.id}.${option.name}`, described(setting, language)];
  });
  return Object.fromEntries([...providers, ...settings]);
}

/** What a service requires and what it charges. */
function about(service: ServiceFacts<ServiceId>, language: keyof Words): string {
  const { id, name, options } = service;
  const required = options
    .filter((option) => option.required)
    .map((option) => {
      const setting = serviceSettings.find((one) => one.service.id === id && one.option === option);
      return setting ? `\`#stratify.${setting.name}#\`` : option.label[language];
    });
  const needs = { en: "Required", de: "Erforderlich" }[language];
  const list = required.length > 0 ? [`${needs}: ${required.join(", ")}.`] : [];
  return [`${name}.`, ...list, price(service)[language]].join(" ");
}

/** What the descriptor says of prices, or the price of a job, or that none is documented. */
function price({ pricing, capabilities }: ServiceFacts): Words {
  if (pricing.summary) return pricing.summary;
  const { perJob, unit } = capabilities.cost;
  if (unit === "free") return { en: "Free of charge.", de: "Kostenlos." };
  return perJob === undefined
    ? { en: "No price is documented.", de: "Es ist kein Preis dokumentiert." }
    : { en: `Price of a job: ${perJob} ${unit}.`, de: `Preis eines Auftrags: ${perJob} ${unit}.` };
}

function described({ service, option }: ServiceSetting, language: keyof Words): string {
  const title = `${service.name}: ${option.label[language]}.`;
  const explained = option.description ? [option.description[language]] : [];
  if (option.name !== "baseUrl") return [title, ...explained].join(" ");
  const hasKey = service.options.some(({ secret }) => secret);
  const sent = {
    en: hasKey ? "Images and the API key are sent there." : "Images are sent there.",
    de: hasKey ? "Bilder und der API-Schlüssel werden dorthin gesendet." : "Bilder werden dorthin gesendet.",
  }[language];
  return [title, ...explained, sent].join(" ");
}

/** The README's table of services, between two comments. */
function withTable(readme: string): string {
  const rows = serviceFacts.map(({ name, capabilities, options }) => {
    const { tasks, backgrounds = [], keywords, automatic } = capabilities;
    const ways = [...(keywords ? ["by any keyword"] : []), ...(automatic ? ["automatically"] : [])];
    const has = (task: (typeof tasks)[number], how: string) => (tasks.includes(task) ? how : "-");
    const behind = backgrounds.map((kind) => (kind === "color" ? "with a color" : "from its catalogue"));
    const needs = options.filter(({ required }) => required).map(({ label }) => label.en);
    return `| **${name}** | ${[
      has("split", ways.join(", ")),
      has("cutout", "yes"),
      has("replace-background", behind.join(", ") || "yes"),
      needs.join(", ") || "nothing",
    ].join(" | ")} |`;
  });
  return readme.replace(
    /(<!-- services: generated -->\n.*?\| \*\*Local engine\*\*[^\n]*\n).*?(<!-- end -->)/s,
    (_, head: string, end: string) => `${head}${rows.join("\n")}\n\n${end}`,
  );
}

function parsed(text: string): Json {
  return object(JSON.parse(text));
}

function written(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function object(value: unknown): Json {
  if (typeof value !== "object" || value === null) throw new TypeError("the manifest has another shape");
  return { ...value };
}

function section(json: Json, name: string): Json {
  return object(json[name]);
}

function sections(json: Json, name: string): readonly Json[] {
  const list = json[name];
  if (!Array.isArray(list)) throw new TypeError(`the manifest has no list "${name}"`);
  return list.map(object);
}
