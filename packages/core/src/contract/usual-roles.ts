import type { TaskKind } from "./capabilities.ts";
import type { LayerRole } from "./job.ts";

/** What the one result of a task is. */
export const usualRoles: Readonly<Record<TaskKind, LayerRole>> = {
  split: "layer",
  cutout: "cutout",
  "replace-background": "composite",
};
