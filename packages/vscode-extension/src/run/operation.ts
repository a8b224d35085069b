import type { Background, TaskKind } from "@stratify/core";

/** What a user asks for; `op` is its word in file names. */
export type Operation =
  | { readonly op: "layers"; readonly keywords: readonly string[] }
  | { readonly op: "cutout" }
  | { readonly op: "mask" }
  | { readonly op: "background"; readonly background: Background };

export type OperationName = Operation["op"];

/** The task that an operation is at a provider: a mask is a part of a cutout's result. */
export const taskOf: Readonly<Record<OperationName, TaskKind>> = {
  layers: "split",
  cutout: "cutout",
  mask: "cutout",
  background: "replace-background",
};
