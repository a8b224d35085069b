import type { Cost, ProviderInfo, TaskKind } from "@stratify/core";
import type { Translate } from "../translate.ts";
import { inLanguage, isRelayed, serviceName, serviceOf } from "./provider-names.ts";

/** An amount in a provider's unit, such as "5 credits". @param language that numbers are written in */
export function amountWords(amount: number, unit: Cost["unit"], l10n: Translate, language = "en"): string {
  const number = amount.toLocaleString(language);
  switch (unit) {
    case "credits":
      return amount === 1 ? l10n.t("1 credit") : l10n.t("{0} credits", number);
    case "coins":
      return amount === 1 ? l10n.t("1 coin") : l10n.t("{0} coins", number);
    case "jobs":
      return amount === 1 ? l10n.t("1 job") : l10n.t("{0} jobs", number);
    default:
      return `${number} ${unit}`;
  }
}

/**
 * What a task costs at a provider, short enough for a line in a list. A split pays for each keyword of each image. Where
 * no price per job is known, the service's descriptor says what is.
 */
export function priceWords(info: ProviderInfo, task: TaskKind, l10n: Translate, language = "en"): string {
  const { cost } = info.capabilities;
  if (cost.unit === "free") return l10n.t("Free");
  const what = task === "split" ? l10n.t("Each keyword") : l10n.t("Each image");
  if (cost.perJob !== undefined) {
    const amount = amountWords(cost.perJob, cost.unit, l10n, language);
    return l10n.t("{0} costs {1} of {2}", what, amount, accountWords(info, l10n));
  }
  return pricingWords(info, language) ?? l10n.t("{0} is paid for from {1}", what, accountWords(info, l10n));
}

/** What a service's descriptor says of its prices, if anything; nothing behind a relay, whose account it is. */
export function pricingWords({ id }: ProviderInfo, language: string): string | undefined {
  const summary = serviceOf(id)?.pricing.summary;
  return summary && inLanguage(summary, language);
}

/** What many jobs cost together, in a sentence. */
export function totalWords(info: ProviderInfo, jobs: number, l10n: Translate): string {
  const { cost } = info.capabilities;
  const account = accountWords(info, l10n);
  const count = amountWords(jobs, "jobs", l10n);
  return cost.perJob === undefined
    ? l10n.t("{0} will be paid for from {1}.", count, account)
    : l10n.t("{0} will cost {1} of {2}.", count, amountWords(jobs * cost.perJob, cost.unit, l10n), account);
}

/** Whose money it is. */
export function accountWords({ id, name }: ProviderInfo, l10n: Translate): string {
  return isRelayed(id)
    ? l10n.t("the relay's {0} account", serviceName(id))
    : l10n.t("your {0} account", name);
}
