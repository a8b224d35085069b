import { memoryHistory, type SavedHistory, type TaskKind } from "@stratify/core";

/**
 * Services that can be called with a key from here. FIGUR forbids that, and HitPaw tells only in its answers which hosts
 * pictures go to, while Figma has to know them beforehand: these two are to be had through a relay alone.
 */
export const keyedServices = ["aetherforge", "claid"] as const;
export type KeyedService = (typeof keyedServices)[number];

/** What the user has chosen, kept on this device. */
export interface Settings {
  readonly language: "auto" | "en" | "de";
  readonly keys: Readonly<Partial<Record<KeyedService, string>>>;
  /** Addresses other than the services' own: those of a sandbox, while developing. */
  readonly endpoints: Readonly<Partial<Record<KeyedService, string>>>;
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
  /** How long jobs took, by provider and task. */
  readonly durations: SavedHistory;
}

/**
 * Reads what was kept, by this version or another: whatever is not there, or not as it should be, is as in the
 * beginning, and does not spoil the rest.
 */
export function parseSettings(kept: unknown): Settings {
  const fields = record(kept);
  const relay = record(fields.relay);
  return {
    language: fields.language === "en" || fields.language === "de" ? fields.language : "auto",
    keys: textsOf(fields.keys, keyedServices),
    endpoints: textsOf(fields.endpoints, keyedServices),
    relay: { address: text(relay.address), token: text(relay.token) },
    providers: textsOf(fields.providers, ["split", "cutout", "replace-background"]),
    consents: texts(fields.consents),
    history: texts(fields.history),
    mode: fields.mode === "mask" ? "mask" : "image",
    fill: fields.fill === true,
    durations: memoryHistory(fields.durations).toJSON(),
  };
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
