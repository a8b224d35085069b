import { defaultMaxLayers, memoryHistory, type SavedHistory, type TaskKind } from "@stratify/core";
import { type ServiceId, serviceFacts } from "@stratify/core/service-facts";

/** Services that this window calls by itself. The others are called through a relay, which has their options. */
export const directServices = serviceFacts.filter(({ browser }) => "hosts" in browser);

/** The option that every service has: where its API is. */
export const endpointOption = "baseUrl";

/** What the user has chosen, kept on this device. */
export interface Settings {
  readonly language: "auto" | "en" | "de";
  /** The secret of each service that is called from here. */
  readonly keys: Readonly<Partial<Record<ServiceId, string>>>;
  /** Base URLs other than the services' own. */
  readonly endpoints: Readonly<Partial<Record<ServiceId, string>>>;
  /** The other options of each service, by their names. */
  readonly options: Readonly<Partial<Record<ServiceId, Readonly<Record<string, string>>>>>;
  readonly relay: { readonly address: string; readonly token: string };
  /** Whom each task was last given to. */
  readonly providers: Readonly<Partial<Record<TaskKind, string>>>;
  /** Providers and hosts that the user agreed to send pictures to. */
  readonly consents: readonly string[];
  /** Keywords, the latest first. */
  readonly history: readonly string[];
  /** Whether layers are pictures with alpha, or opaque ones under masks that can be edited. */
  readonly mode: "image" | "mask";
  /** Whether what is behind the layers is painted. */
  readonly fill: boolean;
  /** Most layers of a split without keywords, 1 to 32. */
  readonly maxLayers: number;
  /** How long jobs took, by provider and task. */
  readonly durations: SavedHistory;
}

const directIds = directServices.map(({ id }) => id);

/**
 * Reads what was kept, by this version or another: whatever is not there, or not as it should be, is as in the
 * beginning, and does not spoil the rest.
 */
export function parseSettings(kept: unknown): Settings {
  const fields = record(kept);
  const relay = record(fields.relay);
  return {
    language: fields.language === "en" || fields.language === "de" ? fields.language : "auto",
    keys: textsOf(fields.keys, directIds),
    endpoints: textsOf(fields.endpoints, directIds),
    options: optionsOf(fields.options),
    relay: { address: text(relay.address), token: text(relay.token) },
    providers: textsOf(fields.providers, ["split", "cutout", "replace-background"]),
    consents: texts(fields.consents),
    history: texts(fields.history),
    mode: fields.mode === "mask" ? "mask" : "image",
    fill: fields.fill === true,
    maxLayers: layersOf(fields.maxLayers),
    durations: memoryHistory(fields.durations).toJSON(),
  };
}

/** A value that is no choice of its option any more is as if it were not set. */
function optionsOf(value: unknown): Settings["options"] {
  const fields = record(value);
  const found: Partial<Record<ServiceId, Readonly<Record<string, string>>>> = {};
  for (const { id, options } of directServices) {
    const texts = record(fields[id]);
    const good = options.flatMap(({ name, secret, choices }) => {
      const given = secret || name === endpointOption ? "" : text(texts[name]);
      return given && (!choices || choices.includes(given)) ? [[name, given] as const] : [];
    });
    if (good.length > 0) found[id] = Object.fromEntries(good);
  }
  return found;
}

function layersOf(value: unknown): number {
  const isCount = typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 32;
  return isCount ? value : defaultMaxLayers;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function textsOf<Name extends string>(
  value: unknown,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const fields = record(value);
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const given = text(fields[name]);
    if (given) found[name] = given;
  }
  return found;
}
