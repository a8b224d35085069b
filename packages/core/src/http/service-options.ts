import type { OptionValues, ServiceOption } from "../contract/service.ts";

/**
 * Checks the values of a service's options.
 *
 * @returns reads a value by its option's name: what was set, or the default, or an empty text
 * @throws {TypeError} when a required one is missing, or one has a value it can't have
 */
export function readOptions(
  { name: service, options }: { readonly name: string; readonly options: readonly ServiceOption[] },
  values: OptionValues,
): (name: string) => string {
  const set = new Map<string, string>();
  for (const { name, label, required, choices, default: usual = "" } of options) {
    const value = values[name]?.trim() || usual;
    if (required && !value) throw new TypeError(`${service}: ${label.en} is missing`);
    if (value && choices && !choices.includes(value))
      throw new TypeError(`${service}: ${label.en} is one of ${choices.join(", ")}, not "${value}"`);
    set.set(name, value);
  }
  return (name) => set.get(name) ?? "";
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
