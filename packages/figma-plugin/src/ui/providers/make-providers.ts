import { type Configured, configure, withPlaceholders } from "@stratify/app/providers/configured";
import { type Service, type ServiceId, type ServiceOption, services } from "@stratify/core/services";
import { optionValues, type ServiceSettings, withOption } from "../settings/option-values.ts";

/** The code of a service. */
export function serviceOf(id: ServiceId): Service<ServiceId> {
  const found = services.find((service) => service.id === id);
  if (!found) throw new Error(`there is no service ${id}`);
  return found;
}

/** Makes the provider of a service, where its options allow that. */
export function makeProvider(id: ServiceId, settings: ServiceSettings): Configured<ServiceId> {
  const service = serviceOf(id);
  return configure(service, optionValues(settings, service));
}

/**
 * Tells, before it is saved, what is wrong with a value of an option, whatever else is still missing.
 *
 * @returns `undefined` when nothing is
 */
export function problemWith(
  id: ServiceId,
  option: ServiceOption,
  value: string,
  settings: ServiceSettings,
): string | undefined {
  const service = serviceOf(id);
  const changed = { ...settings, ...withOption(settings, id, option, value) };
  const configured = configure(service, withPlaceholders(service, optionValues(changed, service)));
  return "wrong" in configured ? configured.wrong : undefined;
}
