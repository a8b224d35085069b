import type { Work, WorkParts } from "../work/open-work.ts";

/** What opens previews. */
export type PreviewModule = typeof import("../entry/preview.ts");

/** What differs between the Node and the web extension host. */
export interface Platform {
  readonly host: "node" | "web";
  /** Loads the second bundle and opens the work with workers of the platform. */
  openWork(parts: Omit<WorkParts, "pixels">): Promise<Work>;
  /** Loads the third bundle. */
  loadPreview(): Promise<PreviewModule>;
}
