import type { ProviderInfo } from "@stratify/core";
import type { Translate } from "../run/phase-words.ts";
import { accountWords, amountWords, totalWords } from "./cost-words.ts";

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
export function totalCostWords(info: ProviderInfo, jobs: number, l10n: Translate): string {
  return l10n.t("{0} Continue?", totalWords(info, jobs, l10n));
}

/** The one sentence before a picture is sent to a service for the first time. */
export function consentWords(info: ProviderInfo, l10n: Translate): string {
  const { name, capabilities } = info;
  const { host = "", cost, tasks } = capabilities;
  const what = tasks.includes("split")
    ? l10n.t("each image, or each keyword of a split,")
    : l10n.t("each image");
  const account = accountWords(info, l10n);
  if (cost.perJob === undefined) {
    return l10n.t(
      "Images will be sent to {0} at {1}; {2} is paid for from the balance of {3}.",
      name,
      host,
      what,
      account,
    );
  }
  const amount = amountWords(cost.perJob, cost.unit, l10n);
  return l10n.t(
    "Images will be sent to {0} at {1}; {2} costs {3} of {4}.",
    name,
    host,
    what,
    amount,
    account,
  );
}
