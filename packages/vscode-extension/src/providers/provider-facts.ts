import type { ProviderInfo } from "@stratify/core";
import type { Translate } from "../run/phase-words.ts";

/** What jobs cost, in the provider's own unit. */
export function costWords({ capabilities: { cost } }: ProviderInfo, l10n: Translate): string {
  if (cost.unit === "free") return l10n.t("free");
  const unit = unitWords(cost.unit, l10n);
  return cost.perJob === undefined ? l10n.t("costs {0}", unit) : l10n.t("{0} {1} a job", cost.perJob, unit);
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

/** The one sentence before a picture is sent to a service for the first time. */
export function consentWords(info: ProviderInfo, l10n: Translate): string {
  const { host = "", cost } = info.capabilities;
  const unit = unitWords(cost.unit, l10n);
  return cost.perJob === undefined
    ? l10n.t(
        "Images will be sent to {0} at {1}, which charges your account {2} for each job.",
        info.name,
        host,
        unit,
      )
    : l10n.t(
        "Images will be sent to {0} at {1}, which charges your account {2} {3} for each job.",
        info.name,
        host,
        cost.perJob,
        unit,
      );
}

function unitWords(unit: string, l10n: Translate): string {
  switch (unit) {
    case "credits":
      return l10n.t("credits");
    case "coins":
      return l10n.t("coins");
    case "jobs":
      return l10n.t("by the job");
    default:
      return unit;
  }
}
