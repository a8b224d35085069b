import type { ProviderInfo } from "@stratify/core";
import type { Translate } from "../run/phase-words.ts";

/** What jobs cost, in the provider's own unit. */
export function costWords({ capabilities: { cost } }: ProviderInfo, l10n: Translate): string {
  if (cost.unit === "free") return l10n.t("free");
  if (cost.unit === "jobs") return l10n.t("charged by the job");
  const unit = unitWords(cost.unit, l10n);
  return cost.perJob === undefined
    ? l10n.t("charged in {0}", unit)
    : l10n.t("{0} {1} a job", cost.perJob, unit);
}

/** Where the picture goes. */
export function placeWords({ capabilities: { host } }: ProviderInfo, l10n: Translate): string {
  return host === undefined
    ? l10n.t("The image stays on this machine.")
    : l10n.t("The image is sent to {0}.", host);
}

/** Why a provider can't be called from a browser; `undefined` where it can, or where nobody knows. */
export function browserObstacle({ name, capabilities }: ProviderInfo, l10n: Translate): string | undefined {
  if (capabilities.keyInBrowser === "forbidden") {
    return l10n.t("{0} forbids its key in a browser: use the desktop or a remote.", name);
  }
  if (capabilities.crossOrigin === "no") {
    return l10n.t("{0} does not answer browsers: use the desktop or a remote.", name);
  }
  return undefined;
}

/** What many jobs come to, as a question. */
export function totalCostWords(
  { name, capabilities: { cost } }: ProviderInfo,
  jobs: number,
  l10n: Translate,
): string {
  return cost.perJob === undefined
    ? l10n.t("{0} will charge your account for {1} jobs. Continue?", name, jobs)
    : l10n.t(
        "{0} will charge your account for {1} jobs: {2} {3}. Continue?",
        name,
        jobs,
        cost.perJob * jobs,
        unitWords(cost.unit, l10n),
      );
}

/** The one sentence before a picture is sent to a service for the first time. */
export function consentWords({ name, capabilities }: ProviderInfo, l10n: Translate): string {
  const { host = "", cost } = capabilities;
  if (cost.perJob !== undefined) {
    const unit = unitWords(cost.unit, l10n);
    return l10n.t(
      "Images will be sent to {0} at {1}, which charges your account {2} {3} for each job.",
      name,
      host,
      cost.perJob,
      unit,
    );
  }
  return l10n.t("Images will be sent to {0} at {1}, which charges your account for each job.", name, host);
}

function unitWords(unit: string, l10n: Translate): string {
  switch (unit) {
    case "credits":
      return l10n.t("credits");
    case "coins":
      return l10n.t("coins");
    default:
      return unit;
  }
}
