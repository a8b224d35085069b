import type { Provider } from "@stratify/core";
import { type Service, type ServiceId, type ServiceOption, services } from "@stratify/core/services";
import { endpointOption } from "../settings/direct-services.ts";
import { missingOptions, optionValues, type ServiceSettings, withOption } from "../settings/option-values.ts";

/** What became of a service under some settings: a provider, or what is in the way of one. */
export type MadeProvider =
  | { readonly provider: Provider<ServiceId> }
  | { readonly missing: readonly ServiceOption[] }
  /** An option has a value that it can't have: says which, in English. */
  | { readonly wrong: string };

/** The code of a service. */
export function serviceOf(id: ServiceId): Service<ServiceId> {
  const found = services.find((service) => service.id === id);
  if (!found) throw new Error(`there is no service ${id}`);
  return found;
}

/** Makes the provider of a service, where its options allow that. */
export function makeProvider(id: ServiceId, settings: ServiceSettings): MadeProvider {
  const service = serviceOf(id);
  const missing = missingOptions(settings, service);
  if (missing.length > 0) return { missing };
  try {
    return { provider: service.create(optionValues(settings, service)) };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Tells, before it is kept, what is wrong with a value of an option, whatever else is still missing.
 *
 * @returns `undefined` when nothing is
 */
export function problemWith(
  id: ServiceId,
  option: ServiceOption,
  value: string,
  settings: ServiceSettings,
): string | undefined {
  let filled = { ...settings, ...withOption(settings, id, option, value) };
  for (const each of missingOptions(filled, serviceOf(id)))
    filled = { ...filled, ...withOption(filled, id, each, placeholder(each)) };
  const made = makeProvider(id, filled);
  return "wrong" in made ? made.wrong : undefined;
}

/** Stands for what is not set yet, where the rest is looked at. */
function placeholder({ name, choices }: ServiceOption): string {
  return name === endpointOption ? "https://unset.invalid" : (choices?.[0] ?? "unset");
}
