import type { ProviderInfo } from "@stratify/core";
import type { Translate } from "../translate.ts";
import { accountWords, amountWords, pricingWords, totalWords } from "./cost-words.ts";
import { isRelayed, serviceName } from "./provider-names.ts";

/** Where the image goes, in a sentence. */
export function placeWords(info: ProviderInfo, l10n: Translate): string {
  const { id, capabilities } = info;
  const { host } = capabilities;
  if (host === undefined) return l10n.t("The image stays on this machine.");
  if (!isRelayed(id)) return l10n.t("The image is sent to {0}.", host);
  return isFree(info)
    ? l10n.t("The image is sent to your relay at {0}, and no further.", host)
    : l10n.t("The image is sent to your relay at {0}, and from there to {1}.", host, serviceName(id));
}

/** Where many images go, as a part of a sentence. */
function destinationWords(info: ProviderInfo, l10n: Translate): string {
  const { id, name, capabilities } = info;
  const { host = "" } = capabilities;
  if (!isRelayed(id)) return l10n.t("{0} at {1}", name, host);
  return isFree(info)
    ? l10n.t("your relay at {0}, and no further", host)
    : l10n.t("your relay at {0}, and from there to {1}", host, serviceName(id));
}

function isFree({ capabilities }: ProviderInfo): boolean {
  return capabilities.cost.unit === "free";
}

/** Why a provider can't be called from a browser; `undefined` where it can, or where nobody knows. */
export function browserObstacle({ name, capabilities }: ProviderInfo, l10n: Translate): string | undefined {
  if (capabilities.keyInBrowser === "forbidden") {
    return l10n.t("{0} forbids its key in a browser: use the desktop, a remote or a relay.", name);
  }
  if (capabilities.crossOrigin === "no") {
    return l10n.t("{0} does not answer browsers: use the desktop, a remote or a relay.", name);
  }
  return undefined;
}

/** What many jobs come to, as a question. */
export function totalCostWords(info: ProviderInfo, jobs: number, l10n: Translate): string {
  return l10n.t("{0} Continue?", totalWords(info, jobs, l10n));
}

/**
 * What is said before an image is sent to a service for the first time: where images go and what each one costs. Where
 * no price per job is known, the service's descriptor says what is.
 */
export function consentWords(info: ProviderInfo, l10n: Translate, language = "en"): string {
  const { cost, tasks } = info.capabilities;
  const where = destinationWords(info, l10n);
  if (isFree(info)) return l10n.t("Images will be sent to {0}, free of charge.", where);
  const what = tasks.includes("split")
    ? l10n.t("each image, or each keyword of a split,")
    : l10n.t("each image");
  const account = accountWords(info, l10n);
  if (cost.perJob !== undefined) {
    const amount = amountWords(cost.perJob, cost.unit, l10n, language);
    return l10n.t("Images will be sent to {0}; {1} costs {2} of {3}.", where, what, amount, account);
  }
  const pricing = pricingWords(info, language);
  return pricing === undefined
    ? l10n.t("Images will be sent to {0}; {1} is paid for from {2}.", where, what, account)
    : l10n.t("Images will be sent to {0}. {1}", where, pricing);
}
