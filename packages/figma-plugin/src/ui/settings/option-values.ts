import type { ServiceId } from "@stratify/core/service-facts";
import type { OptionValues, ServiceFacts, ServiceOption } from "@stratify/core/services";
import { endpointOption, type Settings } from "./settings.ts";

/** What the user has set for services. */
export type ServiceSettings = Pick<Settings, "keys" | "endpoints" | "options">;

/** What is set for one option; `undefined` when nothing is. */
export function optionValue(
  { keys, endpoints, options }: ServiceSettings,
  id: ServiceId,
  { name, secret }: ServiceOption,
): string | undefined {
  if (secret) return keys[id];
  return name === endpointOption ? endpoints[id] : options[id]?.[name];
}

/** All that is set for a service, as its descriptor reads it. */
export function optionValues(
  settings: ServiceSettings,
  { id, options }: Pick<ServiceFacts<ServiceId>, "id" | "options">,
): OptionValues {
  return Object.fromEntries(options.map((option) => [option.name, optionValue(settings, id, option)]));
}

/**
 * The settings with another value of one option.
 *
 * @param value empty to set nothing
 */
export function withOption(
  { keys, endpoints, options }: ServiceSettings,
  id: ServiceId,
  { name, secret }: ServiceOption,
  value: string,
): Partial<ServiceSettings> {
  if (secret) return { keys: withText(keys, id, value) };
  if (name === endpointOption) return { endpoints: withText(endpoints, id, value) };
  return { options: { ...options, [id]: withText(options[id] ?? {}, name, value) } };
}

function withText<Name extends string>(
  texts: Readonly<Partial<Record<Name, string>>>,
  name: Name,
  value: string,
): Readonly<Partial<Record<Name, string>>> {
  const changed: Partial<Record<Name, string>> = { ...texts };
  if (value) changed[name] = value;
  else delete changed[name];
  return changed;
}
