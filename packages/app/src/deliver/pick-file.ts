import type { ExportedFile, Manifest } from "@stratify/imaging";
import type { OperationName } from "../operation.ts";

/** The file of a set that an operation is about. */
export interface PickedFile {
  readonly file: ExportedFile;
  /** Why the provider's own file was taken; absent for one that is aligned. */
  readonly unalignedReason?: string;
}

/**
 * Picks the one image that a cutout, a mask or another background is. A result that can't be laid over its source is
 * still what was paid for: it is taken as the provider made it, with the reason.
 *
 * @returns `undefined` when there is no such image
 */
export function pickFile(
  op: Exclude<OperationName, "layers">,
  manifest: Pick<Manifest, "layers" | "composites" | "unaligned">,
  files: readonly ExportedFile[],
): PickedFile | undefined {
  const parts = manifest.layers.filter(({ role }) => role !== "remainder");
  const part = parts.find(({ role }) => role === "cutout") ?? parts.at(-1);
  const wanted = op === "background" ? manifest.composites[0]?.file : op === "mask" ? part?.mask : part?.file;
  const found = files.find(({ path }) => path === wanted);
  if (found) return { file: found };
  const [given] = manifest.unaligned;
  const file = files.find(({ path }) => path === given?.file);
  return given && file ? { file, unalignedReason: given.reason } : undefined;
}
