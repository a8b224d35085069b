import type * as vscode from "vscode";
import type { App } from "../app-interface.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import type { Work, WorkParts } from "../work/open-work.ts";

/** What exists before the app is opened. */
export interface AppParts {
  readonly context: vscode.ExtensionContext;
  readonly platform: Platform;
  readonly jobsView: JobsView;
}

/** What opens the app. */
export interface AppModule {
  openApp(parts: AppParts): App;
}

/** What opens previews. */
export type PreviewModule = typeof import("../entry/preview.ts");

/** What agents call. */
export type ToolsModule = typeof import("../entry/tools.ts");

/** What runs operations. */
export type RunnerModule = Pick<typeof import("../run/create-runner.ts"), "createRunner">;

/**
 * What differs between the Node and the web extension host. Each script is loaded at its first use: activation loads
 * 4 kB and takes under 5 ms, the app's 50 kB come with the first command, clients and layer maker (160 kB) with the
 * first run, and the engine in its worker with the first image. `bench activation` measures it.
 */
export interface Platform {
  readonly host: "node" | "web";
  /** Loads what is behind commands, views and tools. */
  loadApp(): Promise<AppModule>;
  /** Loads clients, engine and layer maker, and opens the work with workers of the platform. */
  openWork(parts: Omit<WorkParts, "pixels">): Promise<Work>;
  /** Loads what runs operations; it is in the same script as the work. */
  loadRunner(): Promise<RunnerModule>;
  /** Loads what opens previews. */
  loadPreview(): Promise<PreviewModule>;
  /** Loads what agents call. */
  loadTools(): Promise<ToolsModule>;
}
