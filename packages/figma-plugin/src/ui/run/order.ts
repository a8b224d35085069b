import type { Task } from "@stratify/core";
import type { About, SavedJob } from "../../shared/contract.ts";

/** What is to be done with pictures, and by whom. */
export interface Order {
  readonly task: Task;
  readonly provider: { readonly id: string; readonly name: string };
  /** Pictures with alpha, or opaque ones under masks. */
  readonly mode: "image" | "mask";
  /** Whether what is behind the layers is painted. */
  readonly fill: boolean;
  /** The user was told that this browser may send paid requests twice, and started all the same. */
  readonly allowResend: boolean;
}

/** Where a picture comes from. */
export type Source =
  | { readonly from: "unit"; readonly id: string; readonly name: string }
  /** A job of the journal: its node is exported again. Nothing is submitted, unless it was planned and no more. */
  | { readonly from: "saved"; readonly saved: SavedJob; readonly submits: boolean }
  | { readonly from: "sample" };

/** What is kept with a result, so that it can be made again. */
export function aboutOf({ task, provider }: Order, score?: number): About {
  return {
    task: task.task,
    keywords: task.task === "split" ? task.keywords : [],
    ...(task.task === "split" && task.maxLayers !== undefined && { maxLayers: task.maxLayers }),
    provider: provider.id,
    ...(score !== undefined && { score }),
  };
}
