import type { Background, Capabilities, TaskKind } from "@stratify/core";

/** What a user asks for; `op` is its word in file names. */
export type Operation =
  /** Without keywords the layers are automatic: at most `maxLayers`. */
  | { readonly op: "layers"; readonly keywords: readonly string[]; readonly maxLayers?: number }
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

/**
 * Fills in how many layers an automatic split makes at most; other operations stay as they are.
 *
 * @param usual what the user has set, for an operation that does not say; never more than the provider makes
 */
export function withLimit<Some extends Operation>(
  operation: Some,
  { automatic }: Pick<Capabilities, "automatic">,
  usual: number,
): Some {
  if (operation.op !== "layers" || operation.keywords.length > 0 || !automatic) return operation;
  return { ...operation, maxLayers: operation.maxLayers ?? Math.min(usual, automatic.maxLayers) };
}

/** How many jobs an operation comes to for one image. */
export function jobsOf(operation: Operation): number {
  return operation.op === "layers" ? Math.max(1, operation.keywords.length) : 1;
}
