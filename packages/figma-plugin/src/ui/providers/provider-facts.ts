import type { ProviderInfo } from "@stratify/core";
import type { Translate } from "../l10n/translate.ts";
import type { Choice } from "./provider-book.ts";

/** What jobs cost, in the provider's own unit. */
export function costWords({ capabilities: { cost } }: ProviderInfo, t: Translate): string {
  if (cost.unit === "free") return t("free");
  if (cost.unit === "jobs") return t("charged by the job");
  const unit = unitWords(cost.unit, t);
  return cost.perJob === undefined ? t("charged in {0}", unit) : t("{0} {1} a job", cost.perJob, unit);
}

/** Where the picture goes. */
export function placeWords({ capabilities: { host } }: ProviderInfo, t: Translate): string {
  return host === undefined ? t("The image stays on this machine.") : t("The image is sent to {0}.", host);
}

/** What is in the way of a provider; `undefined` when nothing is. */
export function obstacleWords({ info, standing }: Choice, t: Translate): string | undefined {
  if (standing === "relay-only")
    return info.capabilities.keyInBrowser === "forbidden"
      ? t("{0} forbids its key in a browser: use a relay.", info.name)
      : t("{0} can be called from Figma only through a relay.", info.name);
  return standing === "no-key" ? t("no API key yet") : undefined;
}

/** What many jobs come to; `undefined` for what is free. */
export function totalCostWords({ name, capabilities: { cost } }: ProviderInfo, jobs: number, t: Translate) {
  if (cost.unit === "free") return undefined;
  if (cost.perJob === undefined)
    return jobs === 1
      ? t("{0} charges your account for 1 job.", name)
      : t("{0} charges your account for {1} jobs.", name, jobs);
  const total = `${cost.perJob * jobs} ${unitWords(cost.unit, t)}`;
  return jobs === 1
    ? t("{0} charges your account for 1 job: {1}.", name, total)
    : t("{0} charges your account for {1} jobs: {2}.", name, jobs, total);
}

/** The one sentence before a picture is sent to a service for the first time. */
export function consentWords(
  { name, capabilities: { host = "", cost } }: ProviderInfo,
  t: Translate,
): string {
  if (cost.unit === "free") return t("Images will be sent to {0} at {1}.", name, host);
  if (cost.perJob === undefined)
    return t("Images will be sent to {0} at {1}, which charges your account for each job.", name, host);
  return t(
    "Images will be sent to {0} at {1}, which charges your account {2} {3} for each job.",
    name,
    host,
    cost.perJob,
    unitWords(cost.unit, t),
  );
}

/** What is remembered once the user has agreed: to this provider, at this address. */
export function consentName({ id, capabilities: { host } }: ProviderInfo): string {
  return `${id} ${host}`;
}

function unitWords(unit: string, t: Translate): string {
  switch (unit) {
    case "credits":
      return t("credits");
    case "coins":
      return t("coins");
    default:
      return unit;
  }
}
