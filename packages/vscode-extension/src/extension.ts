import * as vscode from "vscode";
import { registerClearApiKey } from "./commands/clear-api-key.ts";
import { registerCutOut } from "./commands/cut-out.ts";
import { registerExtractMask } from "./commands/extract-mask.ts";
import { registerOpenPreview } from "./commands/open-preview.ts";
import { registerReplaceBackground } from "./commands/replace-background.ts";
import { registerResumeJobs } from "./commands/resume-jobs.ts";
import { registerSegmentAgain } from "./commands/segment-again.ts";
import { registerSetApiKey } from "./commands/set-api-key.ts";
import { registerShowJobs } from "./commands/show-jobs.ts";
import { registerSplit } from "./commands/split.ts";
import { registerTestApiKey } from "./commands/test-api-key.ts";
import { Jobs } from "./jobs/jobs.ts";
import { registerJobsView } from "./jobs/jobs-tree-view.ts";
import { openJournal } from "./journal/open-journal.ts";
import { Keys } from "./keys/keys.ts";
import { createLog } from "./log/log.ts";
import type { Platform } from "./platform/platform.ts";
import { readSetting as setting } from "./read-setting.ts";
import { createRunner } from "./run/create-runner.ts";
import { PastRuns } from "./run/past-runs.ts";
import { StatusItem } from "./run/status-item.ts";
import { WorkLoader } from "./run/work-loader.ts";
import type { Services } from "./services.ts";
import { registerTools } from "./tools/register-tools.ts";

/** Puts the extension together. Nothing heavy is loaded, and nothing is read, before a command asks for it. */
export function start(context: vscode.ExtensionContext, platform: Platform): void {
  const log = createLog();
  const keys = new Keys(context.secrets, log);
  const jobs = new Jobs();
  const status = new StatusItem();
  const work = new WorkLoader({ platform, keys, setting, log, storage: context.globalStorageUri });
  const { journal, dispose: closeJournal } = openJournal(context);
  const pastRuns = new PastRuns(context.workspaceState);
  const tools = { context, platform, log, setting, keys, jobs, journal, pastRuns, work };
  const services: Services = { ...tools, runner: createRunner(tools, status) };

  const features = [
    registerSplit,
    registerCutOut,
    registerExtractMask,
    registerReplaceBackground,
    registerSegmentAgain,
    registerResumeJobs,
    registerSetApiKey,
    registerTestApiKey,
    registerClearApiKey,
    registerShowJobs,
    registerOpenPreview,
    registerJobsView,
    registerTools,
  ];
  context.subscriptions.push(log, jobs, status, work, { dispose: closeJournal });
  context.subscriptions.push(...features.map((register) => register(services)));
  // A machine that slept has not polled.
  context.subscriptions.push(vscode.window.onDidChangeWindowState(({ focused }) => focused && work.wake()));
  void keys.announce();
}
