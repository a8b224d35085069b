import type { JournalRecord } from "@stratify/app/journal/record";
import { jobsOf, taskKindOf } from "@stratify/app/operation";
import { openJobs } from "@stratify/core/open-jobs";
import * as vscode from "vscode";
import { contextKeys } from "../contributions.ts";
import type { Handler } from "../handler.ts";
import { workspaceName } from "../journal/journal-storage.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import { displayName } from "../providers/provider-names.ts";
import { askForMissing, readyProvider } from "../providers/ready-provider.ts";
import { localId } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import type { Translate } from "../translate.ts";

/** Resume Unfinished Jobs: of every workspace, since the window that they belong to may never be opened again. */
export function resumeJobs(services: Services): Handler {
  return async () => {
    const { journal } = await services.work.get();
    const left = sorted((await journal.unfinished()).records);
    if (left.submitted.length > 0) {
      const outcomes = await resume(left.submitted, services);
      if (left.planned.length > 0) void offer({ submitted: [], planned: left.planned }, services);
      return outcomes;
    }
    if (left.planned.length > 0) return offer(left, services);
    return void vscode.window.showInformationMessage(vscode.l10n.t("There are no unfinished jobs."));
  };
}

/**
 * Offers to take up what an earlier session has left of this workspace; where that session may still be alive, once it
 * surely is not.
 */
export function offerUnfinished(services: Services): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    const { journal } = await services.work.get();
    const { records, again } = await journal.unfinished();
    const here = records.filter(({ workspace }) => workspace === undefined || workspace === workspaceName());
    await show(here, services);
    if (here.length > 0) await offer(sorted(here), services);
    else if (again !== undefined) timer = setTimeout(start, again);
  };
  const start = () =>
    void look().catch((error: unknown) => services.log.error("The journal can't be read", error));
  start();
  return { dispose: () => clearTimeout(timer) };
}

function sorted(records: readonly JournalRecord[]): Left {
  return {
    submitted: records.filter(({ entries }) => entries.length > 0),
    planned: records.filter(({ entries }) => entries.length === 0),
  };
}

async function offer(left: Left, services: Services): Promise<void> {
  const { submitted, planned } = left;
  const go = vscode.l10n.t("Resume");
  const rest =
    submitted.length > 0
      ? vscode.l10n.t("Continue with the Other {0}", planned.length)
      : vscode.l10n.t("Continue");
  const discard = vscode.l10n.t("Discard");
  const actions = [...(submitted.length > 0 ? [go] : []), ...(planned.length > 0 ? [rest] : []), discard];
  const nameOf = (id: string) => displayName(id, vscode.l10n);
  const message = leftWords(left, nameOf, vscode.l10n);
  const chosen = await vscode.window.showWarningMessage(message, ...actions);
  if (chosen === go) {
    await resume(submitted, services);
    if (planned.length > 0) await offer({ submitted: [], planned }, services);
  } else if (chosen === rest) {
    if (submitted.length > 0) await resume(submitted, services);
    await submitPlanned(planned, services);
  } else if (chosen === discard) await discardAll(left, services);
}

async function discardAll({ submitted, planned }: Left, services: Services): Promise<void> {
  const sure = vscode.l10n.t("Discard");
  if (submitted.length > 0) {
    const detail = vscode.l10n.t("They were paid for, and can't be resumed afterwards.");
    const question = vscode.l10n.t("Discard the unfinished jobs?");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, sure)) !== sure) return;
  }
  const { journal } = await services.work.get();
  for (const record of [...submitted, ...planned]) await journal.forget(record);
  await show([], services);
}

/** Goes on with what was paid for. */
async function resume(records: readonly JournalRecord[], services: Services) {
  const ready = await askable(records, services);
  forgetRows(services);
  const outcomes = ready.length > 0 ? await services.runner.takeUp(ready, true) : [];
  const { journal } = await services.work.get();
  await show((await journal.unfinished()).records, services);
  return outcomes;
}

/** Submits what was planned: as in any run, provider, key and cost come first. */
async function submitPlanned(records: readonly JournalRecord[], services: Services): Promise<void> {
  for (const id of new Set(records.map(({ provider }) => provider.id))) {
    const own = records.filter(({ provider }) => provider.id === id);
    const info = await services.work.find(id);
    const ready = info && (await readyProvider(info, services));
    if (!ready) continue;
    const jobs = own.reduce((sum, { operation }) => sum + jobsOf(operation), 0);
    if (await confirmCost(ready, jobs, services.setting)) await services.runner.takeUp(own, false);
  }
}

/** The records whose providers can be asked; what those lack is asked for. */
async function askable(
  records: readonly JournalRecord[],
  services: Services,
): Promise<readonly JournalRecord[]> {
  const ready = new Map<string, boolean>([[localId, true]]);
  for (const { provider } of records) {
    if (!ready.has(provider.id)) ready.set(provider.id, await askForMissing(provider.id, services));
  }
  return records.filter(({ provider }) => ready.get(provider.id));
}

/** Puts what is unfinished among the jobs, and lets `when` clauses know. */
async function show(records: readonly JournalRecord[], services: Services): Promise<void> {
  await vscode.commands.executeCommand("setContext", contextKeys.unfinished, records.length > 0);
  forgetRows(services);
  for (const record of records) {
    const { id, image, provider, operation, startedAt, entries } = record;
    const { handles, lost } = openJobs(entries);
    for (const job of [...handles, ...lost]) {
      services.jobs.set(
        {
          id: `${id}/${job.keyword ?? ""}`,
          source: vscode.Uri.parse(image.ref, true),
          provider: { id: provider.id, name: displayName(provider.id, vscode.l10n) },
          task: taskKindOf[operation.op],
          keyword: job.keyword,
          state: "unfinished",
          startedAt,
          ...("job" in job && { jobId: job.job, ...(job.cost && { cost: job.cost }) }),
        },
        { resume: () => void resume([record], services) },
      );
    }
  }
}

/** Removes the rows of what earlier sessions have left: those of this window stay. */
function forgetRows({ jobs }: Pick<Services, "jobs">): void {
  for (const { id } of jobs.all) if (jobs.isLeft(id)) jobs.remove(id);
}

/** What earlier sessions have left. */
interface Left {
  /** Images with jobs that a provider has accepted, or may have. */
  readonly submitted: readonly JournalRecord[];
  /** Images that were not submitted. */
  readonly planned: readonly JournalRecord[];
}

/** Most images that are named one by one. */
const maxNamed = 3;

/**
 * What is left, in a sentence or two: which images, and who has them.
 *
 * @param nameOf what a provider is called, by its id
 */
function leftWords(
  { submitted, planned }: Left,
  nameOf: (provider: string) => string,
  l10n: Translate,
): string {
  const images = (records: readonly JournalRecord[]) =>
    namesOf(
      records.map(({ image }) => image.name),
      l10n,
    );
  const providers = (records: readonly JournalRecord[]) =>
    [...new Set(records.map(({ provider }) => nameOf(provider.id)))].join(", ");
  const words = [
    ...(submitted.length > 0
      ? [l10n.t("Submitted to {0} and not finished: {1}.", providers(submitted), images(submitted))]
      : []),
    ...(planned.length > 0
      ? [l10n.t("Planned with {0} and not submitted: {1}.", providers(planned), images(planned))]
      : []),
  ];
  return words.join(" ");
}

function namesOf(names: readonly string[], l10n: Translate): string {
  const named = names.slice(0, maxNamed).join(", ");
  return names.length > maxNamed ? l10n.t("{0} and {1} more", named, names.length - maxNamed) : named;
}
