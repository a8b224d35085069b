import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TaskResult } from "@stratify/core";
import { buildLayerSet } from "@stratify/imaging";
import type { Run } from "./plan.ts";

/** A layer on disk; paths are relative to the output folder, with forward slashes. */
export interface WrittenLayer {
  readonly name: string;
  readonly role: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly mask?: { readonly file: string; readonly derived: boolean };
}

/**
 * Writes what a task returned to `<image>/<provider>/<task>/`. The folder appears whole or not at all, and takes the
 * place of the same run's earlier one.
 */
export async function writeLayers(
  out: string,
  { picture, provider, task }: Run,
  result: TaskResult,
): Promise<readonly WrittenLayer[]> {
  const set = await buildLayerSet(picture.pixels, result.layers);
  if (set.layers.length === 0) return [];
  const folder = [picture.title, provider.id, task.task].join("/");
  const target = join(out, folder);
  const draft = `${target}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });

  const written: WrittenLayer[] = [];
  for (const { name, role, png, width, height, mask } of set.layers) {
    await writeFile(join(draft, `${name}.png`), png);
    if (mask) await writeFile(join(draft, `${mask.name}.png`), mask.png);
    const file = `${folder}/${name}.png`;
    const maskFile = mask && { mask: { file: `${folder}/${mask.name}.png`, derived: mask.derived } };
    written.push({ name, role, file, width, height, ...maskFile });
  }
  await mkdir(dirname(target), { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return written;
}
