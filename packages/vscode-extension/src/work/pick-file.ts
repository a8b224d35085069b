import type { ExportedFile, Manifest } from "@stratify/imaging";
import type { OperationName } from "../run/operation.ts";

/** The one file that an operation is about, and what is to be said of it. */
export interface Picked {
  readonly file: ExportedFile;
  readonly remarks: readonly string[];
}

/**
 * Picks the one picture that a cutout, a mask or another background is. A result that can't be laid over its source
 * is still what was paid for: it is taken as the provider made it, with the reason.
 *
 * @returns `undefined` when there is no such picture
 */
export function pickFile(
  op: Exclude<OperationName, "layers">,
  manifest: Manifest,
  files: readonly ExportedFile[],
): Picked | undefined {
  const parts = manifest.layers.filter(({ role }) => role !== "remainder");
  const part = parts.find(({ role }) => role === "cutout") ?? parts.at(-1);
  const wanted = op === "background" ? manifest.composites[0]?.file : op === "mask" ? part?.mask : part?.file;
  const found = files.find(({ path }) => path === wanted);
  if (found) return { file: found, remarks: [] };
  const [given] = manifest.unaligned;
  const file = files.find(({ path }) => path === given?.file);
  return given && file ? { file, remarks: [given.reason] } : undefined;
}
