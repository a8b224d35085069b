import type { Background, Capabilities, Task, TaskKind } from "@stratify/core";

/** What a user asks for of an image; `op` is its word in file names. A mask is a part of a cutout's result. */
export type Operation =
  /** Without keywords the layers are automatic: at most `maxLayers`. */
  | { readonly op: "layers"; readonly keywords: readonly string[]; readonly maxLayers?: number }
  | { readonly op: "cutout" }
  | { readonly op: "mask" }
  | { readonly op: "background"; readonly background: Background };

export type OperationName = Operation["op"];

/** The kind of task that each operation is at a provider. */
export const taskKindOf: Readonly<Record<OperationName, TaskKind>> = {
  layers: "split",
  cutout: "cutout",
  mask: "cutout",
  background: "replace-background",
};

/** The task that an operation is at a provider. */
export function taskOf(operation: Operation): Task {
  switch (operation.op) {
    case "layers": {
      const { keywords, maxLayers } = operation;
      return { task: "split", keywords, ...(maxLayers !== undefined && { maxLayers }) };
    }
    case "background":
      return { task: "replace-background", background: operation.background };
    default:
      return { task: "cutout" };
  }
}

/** The operation that asks for all of a task's results. */
export function operationOf(task: Task): Operation {
  switch (task.task) {
    case "split": {
      const { keywords, maxLayers } = task;
      return { op: "layers", keywords, ...(maxLayers !== undefined && { maxLayers }) };
    }
    case "replace-background":
      return { op: "background", background: task.background };
    case "cutout":
      return { op: "cutout" };
  }
}

/**
 * Sets the most layers of an automatic split; other operations stay as they are.
 *
 * @param usual the user's setting, for an operation that names no number; never more than the provider makes
 */
export function withLimit<Some extends Operation>(
  operation: Some,
  { automatic }: Pick<Capabilities, "automatic">,
  usual: number,
): Some {
  if (operation.op !== "layers" || operation.keywords.length > 0 || !automatic) return operation;
  return { ...operation, maxLayers: operation.maxLayers ?? Math.min(usual, automatic.maxLayers) };
}

/**
 * The keywords of an operation's jobs for one image: one job each; `undefined` for a job without a keyword. A keyword
 * that reads the same twice is one job, as in core.
 */
export function keywordsOf(operation: Operation): readonly (string | undefined)[] {
  if (operation.op !== "layers" || operation.keywords.length === 0) return [undefined];
  const words = operation.keywords.map((keyword) => keyword.trim());
  return [...new Map(words.map((word) => [word.normalize().toLowerCase(), word])).values()];
}

/** The part of an operation that one job does. */
export function partOf(operation: Operation, keyword: string | undefined): Operation {
  return operation.op === "layers" && keyword !== undefined
    ? { op: "layers", keywords: [keyword] }
    : operation;
}

/** The number of jobs of an operation for one image. */
export function jobsOf(operation: Operation): number {
  return keywordsOf(operation).length;
}
