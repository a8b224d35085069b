import { KeptResults } from "@stratify/app/journal/kept-results";
import * as vscode from "vscode";
import type { App } from "./app-interface.ts";
import { commands, views } from "./contributions.ts";
import { type Handlers, reportFailure } from "./handler.ts";
import { Jobs } from "./jobs/jobs.ts";
import { JobsTree, showBadge } from "./jobs/jobs-tree.ts";
import { offerUnfinished, resumeJobs } from "./jobs/resume-jobs.ts";
import { rowCommands } from "./jobs/row-commands.ts";
import { journalStorage, resultFiles, workspaceName } from "./journal/journal-storage.ts";
import { clearApiKey, setApiKey, testApiKey } from "./keys/key-commands.ts";
import { Keys } from "./keys/keys.ts";
import { createLog } from "./log/log.ts";
import { once } from "./once.ts";
import type { AppParts } from "./platform/platform.ts";
import { previews } from "./preview/open-preview.ts";
import { resendAllowed } from "./providers/resend-consent.ts";
import { ServiceOptions } from "./providers/service-options.ts";
import { readSetting as setting } from "./read-setting.ts";
import { PartialResults } from "./run/partial-results.ts";
import { PastRuns } from "./run/past-runs.ts";
import { StatusItem } from "./run/status-item.ts";
import { WorkLoader } from "./run/work-loader.ts";
import type { Services } from "./services.ts";
import { cutOut, extractMask, replaceBackground, segmentAgain, split } from "./split/segment-commands.ts";

/** Puts the app together. Nothing heavy is loaded, and no key is read, before a command asks for it. */
export function openApp({ context, platform, jobsView }: AppParts): App {
  const log = createLog();
  const keys = new Keys(context.secrets, log);
  const jobs = new Jobs(context.workspaceState);
  const jobRows = new JobsTree(jobs, () => jobsView.redraw());
  const status = new StatusItem();
  const options = new ServiceOptions(keys);
  const session = crypto.randomUUID();
  const results = new KeptResults(resultFiles(vscode.Uri.joinPath(context.globalStorageUri, "kept-results")));
  void results
    .dropOld()
    .catch((error: unknown) => log.warn(`Old results can't be deleted: ${String(error)}`));
  const work = new WorkLoader({
    open: platform.openWork,
    keys,
    options,
    setting,
    resendAllowed: () => resendAllowed(context.globalState),
    results,
    journal: journalStorage(context),
    session,
    workspace: workspaceName(),
    log,
    storage: context.globalStorageUri,
  });
  const partialResults = new PartialResults(context.globalState, session);
  const pastRuns = new PastRuns(context.workspaceState);
  const tools = {
    context,
    host: platform.host,
    log,
    setting,
    keys,
    options,
    jobs,
    partialResults,
    pastRuns,
    work,
  };
  const runner = once(async () => (await platform.loadRunner()).createRunner(tools, status));
  const services: Services = {
    ...tools,
    runner: {
      run: async (...request) => (await runner()).run(...request),
      takeUp: async (...left) => (await runner()).takeUp(...left),
    },
  };
  const { open: openPreview, serializer } = previews(services, platform.loadPreview);

  const { subscriptions } = context;
  subscriptions.push(log, jobs, jobRows, showBadge(jobsView.tree, jobs), status, work);
  // A machine that slept has not polled.
  subscriptions.push(vscode.window.onDidChangeWindowState(({ focused }) => focused && work.wake()));

  const handlers: Handlers = {
    [commands.split]: split(services),
    [commands.cutOut]: cutOut(services),
    [commands.extractMask]: extractMask(services),
    [commands.replaceBackground]: replaceBackground(services),
    [commands.segmentAgain]: segmentAgain(services),
    [commands.resumeJobs]: resumeJobs(services),
    [commands.setApiKey]: setApiKey(services),
    [commands.testApiKey]: testApiKey(services),
    [commands.clearApiKey]: clearApiKey(services),
    [commands.openPreview]: openPreview,
    [commands.showJobs]: () => vscode.commands.executeCommand(`${views.jobs}.focus`),
    [commands.showLog]: () => log.show(),
    ...rowCommands(services),
  };
  return {
    run: (id, args) => reportFailure(id, log, () => handlers[id](...args)),
    tools: once(async () => (await platform.loadTools()).imageTools(services)),
    jobRows,
    previews: serializer,
    offerUnfinished: () => void subscriptions.push(offerUnfinished(services)),
  };
}
