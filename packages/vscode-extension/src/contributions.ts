/**
 * Every name that the manifest and the code share, and that does not come from the services: those are in
 * `service-contributions.ts`. `package.json` is written by hand from this, and a test holds the two to each other.
 */

/** Ids of the commands. */
export const commands = {
  split: "stratify.split",
  cutOut: "stratify.cutOut",
  extractMask: "stratify.extractMask",
  replaceBackground: "stratify.replaceBackground",
  segmentAgain: "stratify.segmentAgain",
  resumeJobs: "stratify.resumeJobs",
  setApiKey: "stratify.setApiKey",
  testApiKey: "stratify.testApiKey",
  clearApiKey: "stratify.clearApiKey",
  showJobs: "stratify.showJobs",
  showLog: "stratify.showLog",
  openPreview: "stratify.openPreview",
  /** Of a row of the jobs view; they take the row. */
  cancelJob: "stratify.jobs.cancel",
  retryJob: "stratify.jobs.retry",
  resumeJob: "stratify.jobs.resume",
  openJob: "stratify.jobs.open",
  revealJob: "stratify.jobs.reveal",
  copyJob: "stratify.jobs.copyDetails",
  clearJobs: "stratify.jobs.clear",
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Ids of the views, the container that the jobs view is in, and the preview's type. */
export const views = { container: "stratify", jobs: "stratify.jobs", preview: "stratify.preview" } as const;

/** Keys that `when` clauses read. */
export const contextKeys = {
  /** The journal holds jobs to resume. */
  unfinished: "stratify.unfinished",
  /** A key is set for at least one service. */
  hasKey: "stratify.hasKey",
} as const;

/** Names of the language model tools. */
export const tools = { split: "stratify_split_image", cutOut: "stratify_cut_out_subject" } as const;

export type ToolName = (typeof tools)[keyof typeof tools];

/** Id of the walkthrough. */
export const walkthrough = "stratify.start";

/** How a layered PSD holds masks, or that there is none. */
export const psdChoices = ["baked", "layer-masks", "none"] as const;

/** Settings, each under `stratify.`, and what their values are. Those of the services are texts. */
export interface Settings {
  /** Who splits: one of `providerChoices`. */
  readonly "provider.split": string;
  /** Who cuts out the subject, and makes its mask. */
  readonly "provider.cutout": string;
  /** Who replaces backgrounds. */
  readonly "provider.background": string;
  /** Name of a result beside `name`, the source's without its ending; `op` is cutout, mask, background or layers. */
  readonly "output.pattern": string;
  /** Folder for results, relative to the source's; empty to write beside the source. */
  readonly "output.folder": string;
  /** The layered PSD of a split. */
  readonly "output.psd": (typeof psdChoices)[number];
  /** Whether a split also writes each layer's mask. */
  readonly "output.masks": boolean;
  /** Whether a split cuts the layers' pictures to their bounds. */
  readonly "output.trim": boolean;
  /** Whether a split paints what is behind the layers into the remainder. */
  readonly "output.fillRemainder": boolean;
  /** Most layers of a split without keywords, 1 to 32. */
  readonly "output.maxLayers": number;
  /** Most images worked on at once, 1 to 8. */
  readonly "jobs.concurrency": number;
  /** Longest time for one image in seconds; 0 for the provider's own. */
  readonly "jobs.deadline": number;
  /** Asks before a run that costs more than this, in the provider's own unit. */
  readonly "jobs.askAboveCost": number;
  /** Asks before a run of more paid jobs than this, where a provider states no price. */
  readonly "jobs.askAboveJobs": number;
  /** Base URL of the relay; empty where there is none. */
  readonly "relay.address": string;
}

export type SettingName = keyof Settings;

export const settingDefaults: Settings = {
  "provider.split": "local",
  "provider.cutout": "local",
  "provider.background": "ask",
  "output.pattern": `\${name}.\${op}.png`,
  "output.folder": "",
  "output.psd": "baked",
  "output.masks": true,
  "output.trim": false,
  "output.fillRemainder": false,
  "output.maxLayers": 8,
  "jobs.concurrency": 2,
  "jobs.deadline": 0,
  "jobs.askAboveCost": 20,
  "jobs.askAboveJobs": 5,
  "relay.address": "",
};

/** Where a setting may be set: addresses only on the machine, so that no workspace can send a key elsewhere. */
export const settingScopes: Readonly<Record<SettingName, "window" | "resource" | "machine">> = {
  "provider.split": "window",
  "provider.cutout": "window",
  "provider.background": "window",
  "output.pattern": "resource",
  "output.folder": "resource",
  "output.psd": "resource",
  "output.masks": "resource",
  "output.trim": "resource",
  "output.fillRemainder": "resource",
  "output.maxLayers": "window",
  "jobs.concurrency": "window",
  "jobs.deadline": "window",
  "jobs.askAboveCost": "window",
  "jobs.askAboveJobs": "window",
  "relay.address": "machine",
};
