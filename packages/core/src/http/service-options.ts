import type { OptionValues, ServiceOption } from "../contract/service.ts";

/** Reads the values of a service's options. */
export interface ReadOptions {
  /** The value, its default, or `undefined` where it is not set. */
  optional(name: string): string | undefined;
  /** The value of a required option. */
  required(name: string): string;
}

/**
 * Checks the values of a service's options.
 *
 * @throws {TypeError} when a required one is missing, or one has a value it can't have
 */
export function readOptions(
  service: { readonly name: string; readonly options: readonly ServiceOption[] },
  values: OptionValues,
): ReadOptions {
  const set = new Map(
    service.options.map((option) => [option.name, values[option.name]?.trim() || option.default]),
  );
  for (const { name, label, required, choices } of service.options) {
    const value = set.get(name);
    if (required && value === undefined) throw new TypeError(`${service.name}: ${label.en} is missing`);
    if (value !== undefined && choices && !choices.includes(value))
      throw new TypeError(`${service.name}: ${label.en} is one of ${choices.join(", ")}, not "${value}"`);
  }
  return { optional: (name) => set.get(name), required: (name) => set.get(name) ?? "" };
}

/** The option of a service's key. */
export function keyOption(env: string): ServiceOption {
  const label = { en: "API key", de: "API-Schlüssel" };
  return { name: "apiKey", secret: true, required: true, env, label, scope: "machine" };
}

/** The option of a service's base URL, for a proxy or a test server. The key is sent there. */
export function urlOption(env: string, url: string): ServiceOption {
  const label = { en: "base URL", de: "Basis-URL" };
  return { name: "baseUrl", env, label, scope: "machine", default: url };
}
