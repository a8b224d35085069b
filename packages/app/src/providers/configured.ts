import type { Provider } from "@stratify/core";
import type { OptionValues, Service, ServiceFacts, ServiceOption } from "@stratify/core/services";

/** A service under the user's options: a provider, or the reason why there is none. */
export type Configured<Id extends string = string> =
  | { readonly provider: Provider<Id> }
  /** Required options without a value. */
  | { readonly missing: readonly ServiceOption[] }
  /** An option has a value that it can't have. The message says which, in English. */
  | { readonly wrong: string };

/** The required options of a service that have neither a value nor a default. */
export function missingOptions(
  { options }: Pick<ServiceFacts, "options">,
  values: OptionValues,
): readonly ServiceOption[] {
  return options.filter(
    ({ name, required, default: usual }) => required && usual === undefined && !values[name]?.trim(),
  );
}

/** Makes the provider of a service, where its options allow that. */
export function configure<Id extends string>(service: Service<Id>, values: OptionValues): Configured<Id> {
  const missing = missingOptions(service, values);
  if (missing.length > 0) return { missing };
  try {
    return { provider: service.create(values) };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Values for a service with placeholders for what is missing: to look at the rest before everything is set, never to
 * send a request.
 */
export function withPlaceholders(service: Pick<ServiceFacts, "options">, values: OptionValues): OptionValues {
  const missing = missingOptions(service, values);
  return { ...values, ...Object.fromEntries(missing.map((option) => [option.name, placeholder(option)])) };
}

function placeholder({ name, choices }: ServiceOption): string {
  return name === "baseUrl" ? "https://unset.invalid" : (choices?.[0] ?? "unset");
}
