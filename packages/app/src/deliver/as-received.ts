import type { Layer } from "@stratify/core";
import type { ExportedFile } from "@stratify/imaging";
import type { OperationName } from "../operation.ts";

/**
 * The files of results as the provider made them, for a source that is gone or has changed: over another image they
 * would be wrong.
 *
 * @returns one file for each layer of a split, in order; else the one that the operation is about
 */
export function asReceived(op: OperationName, layers: readonly Layer[]): readonly ExportedFile[] {
  const one = layers.find(({ role }) => (op === "mask") === (role === "mask")) ?? layers[0];
  const wanted = op === "layers" ? layers : one ? [one] : [];
  return wanted.map(({ format, bytes }, at) => {
    return { path: `${at + 1}.${format === "jpeg" ? "jpg" : format}`, bytes };
  });
}
