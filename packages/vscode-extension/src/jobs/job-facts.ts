import { jobMessage } from "@stratify/app/messages/job";
import * as vscode from "vscode";
import { amountWords } from "../providers/cost-words.ts";
import { sharedWords } from "../words.ts";
import { durationWords } from "./duration-words.ts";
import type { Job, JobState } from "./jobs.ts";

/** A state in a word. */
export function stateWord(state: JobState): string {
  const words: Readonly<Record<JobState, string>> = {
    running: vscode.l10n.t("Running"),
    unfinished: vscode.l10n.t("To resume"),
    done: vscode.l10n.t("Done"),
    failed: vscode.l10n.t("Failed"),
    canceled: vscode.l10n.t("Canceled"),
  };
  return words[state];
}

/** What a running job is doing, in words. */
export function jobDoing({ phase = "submitting", raw, note }: Job): string {
  return jobMessage({ phase, raw, note }, sharedWords().t);
}

/** What a job costs, where its provider says; nothing for what is free. */
export function costWords({ cost }: Job): string | undefined {
  return cost && cost.amount > 0
    ? amountWords(cost.amount, cost.unit, vscode.l10n, vscode.env.language)
    : undefined;
}

/** How long an ended job took. */
export function jobDuration({ startedAt, endedAt }: Job): string | undefined {
  return endedAt === undefined ? undefined : durationWords(endedAt - startedAt, vscode.env.language);
}

/** What a job is to do, in a few words. */
export function taskWords({ task, keyword }: Job): string {
  switch (task) {
    case "split":
      return keyword === undefined
        ? vscode.l10n.t("Split into layers")
        : vscode.l10n.t('Split by "{0}"', keyword);
    case "cutout":
      return vscode.l10n.t("Cut out the subject");
    case "replace-background":
      return vscode.l10n.t("Replace the background");
  }
}

/** Everything that is known of a job, for its tooltip and for whoever is asked for help. No key is ever in a job. */
export function jobFacts(job: Job): readonly (readonly [label: string, value: string])[] {
  const { layers } = job;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t("Image"), vscode.workspace.asRelativePath(job.source)],
    [vscode.l10n.t("Task"), taskWords(job)],
    [vscode.l10n.t("Provider"), job.provider.name],
    [vscode.l10n.t("State"), job.state === "running" ? jobDoing(job) : stateWord(job.state)],
    [vscode.l10n.t("Started"), new Date(job.startedAt).toLocaleString(vscode.env.language)],
    [vscode.l10n.t("Duration"), jobDuration(job)],
    [vscode.l10n.t("Cost"), costWords(job)],
    [vscode.l10n.t("Job id"), job.jobId],
    [vscode.l10n.t("Layers"), layers?.join(", ")],
    [vscode.l10n.t("Result"), job.result && vscode.workspace.asRelativePath(job.result)],
    [vscode.l10n.t("Problem"), job.error],
  ];
  return facts.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}
