import type { createRunner } from "../run/create-runner.ts";
import type { Work, WorkParts } from "../work/open-work.ts";

/** What does the extension's work. */
export type AppModule = typeof import("../app.ts");

/** What opens previews. */
export type PreviewModule = typeof import("../entry/preview.ts");

/** What agents call. */
export type ToolsModule = typeof import("../entry/tools.ts");

/** What a run needs: clients, engine and layer maker, and what runs them over images. */
export interface Loaded {
  readonly work: Work;
  readonly createRunner: typeof createRunner;
}

/** What differs between the Node and the web extension host. */
export interface Platform {
  readonly host: "node" | "web";
  /** Loads what is behind commands, views and tools. */
  loadApp(): Promise<AppModule>;
  /** Loads what a run needs, and opens the work with workers of the platform. */
  openWork(parts: Omit<WorkParts, "pixels">): Promise<Loaded>;
  /** Loads what opens previews. */
  loadPreview(): Promise<PreviewModule>;
  /** Loads what agents call. */
  loadTools(): Promise<ToolsModule>;
}
