import type { ProviderInfo, TaskKind } from "@stratify/core";
import type { ServiceOption } from "@stratify/core/services";
import { localEngine } from "../../shared/providers.ts";
import type { Message, Translate } from "../l10n/translate.ts";
import type { Words } from "../trouble/trouble.ts";
import type { Choice, ShownProvider } from "./provider-book.ts";

/** What jobs cost, in the provider's own unit. */
export function costWords({ capabilities: { cost } }: ShownProvider, t: Translate): string {
  if (cost.unit === "free") return t("free");
  if (cost.unit === "jobs") return t("charged by the job");
  const unit = unitWords(cost.unit, t);
  return cost.perJob === undefined ? t("charged in {0}", unit) : t("{0} {1} a job", cost.perJob, unit);
}

/** Where the image goes. A service whose users run it has no host before its base URL is set. */
export function placeWords({ id, capabilities: { host } }: ShownProvider, t: Translate): string {
  if (host !== undefined) return t("The image is sent to {0}.", host);
  return id === localEngine.id
    ? t("The image stays on this machine.")
    : t("The image is sent to your own server.");
}

/** What is in the way of a provider; `undefined` when nothing is. */
export function obstacleWords(choice: Choice, { t, language }: Words): string | undefined {
  switch (choice.standing) {
    case "ready":
      return undefined;
    case "unset":
      return choice.missing.map((option) => unsetWords(option, { t, language })).join(", ");
    case "wrong":
      return choice.reason;
    case "relay-only":
      return `${choice.reason[language]} ${t("Use a relay.")}`;
  }
}

function unsetWords({ secret, label }: ServiceOption, { t, language }: Words): string {
  return secret ? t("no API key yet") : t("not set yet: {0}", label[language]);
}

/** What closing the window loses, said before anything is paid; `undefined` when every job can be resumed. */
export function keepOpenWords({ name, capabilities, resumable }: ProviderInfo, t: Translate) {
  if (!resumable)
    return t(
      "Keep this window open until the layers are placed: {0} returns results only once, and a closed window loses them.",
      name,
    );
  if (capabilities.synchronous?.inputs.includes("bytes"))
    return t(
      "Keep this window open while {0} works: a job can't be resumed before its response is here.",
      name,
    );
  return undefined;
}

/** What many jobs come to; `undefined` for what is free. */
export function totalCostWords({ name, capabilities: { cost } }: ShownProvider, jobs: number, t: Translate) {
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
  { name, capabilities: { host = "", cost } }: ShownProvider,
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
export function consentName({ id, capabilities: { host } }: ShownProvider): string {
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

/** The tasks, as short as their tabs. */
export const taskNames: Readonly<Record<TaskKind, Message>> = {
  split: "Split",
  cutout: "Cut out",
  "replace-background": "Background",
};

/** What a provider can do and what it costs, in a line. */
export function capabilityWords(info: ShownProvider, t: Translate): string {
  const tasks = info.capabilities.tasks.map((task) => t(taskNames[task]));
  return `${tasks.join(", ")} · ${costWords(info, t)}`;
}
