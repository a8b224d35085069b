import type { OptionValues, ServiceFacts, ServiceOption } from "@stratify/core/services";

/** The options without which a service can't be used, and that have no value. */
export function missingOptions(
  { options }: Pick<ServiceFacts, "options">,
  values: OptionValues,
): readonly ServiceOption[] {
  return options.filter(
    ({ name, required, default: usual }) => required && usual === undefined && !values[name]?.trim(),
  );
}
