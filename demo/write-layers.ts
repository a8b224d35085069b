import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TaskResult } from "@stratify/core";
import { buildLayerSet, exportLayerSet, type LayerSet } from "@stratify/imaging";
import type { Run } from "./plan.ts";

/** A layer set on disk. */
export interface WrittenSet {
  readonly set: LayerSet;
  /** Relative to the output folder, with forward slashes. */
  readonly folder: string;
  /** How many files are in it. */
  readonly files: number;
}

/**
 * Makes layers of what a task returned and writes them to `<image>/<provider>/<task>/`. The folder appears whole or
 * not at all, and takes the place of the same run's earlier one.
 *
 * @returns `undefined` when the task returned nothing
 */
export async function writeLayers(
  out: string,
  { picture, provider, task }: Run,
  result: TaskResult,
  signal: AbortSignal,
): Promise<WrittenSet | undefined> {
  if (result.layers.length === 0) return undefined;
  const set = await buildLayerSet(picture.pixels, result.layers, { signal });
  const folder = [picture.title, provider.id, task.task].join("/");
  const target = join(out, folder);
  const draft = `${target}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });

  const about = {
    source: { name: picture.title, sha256: await sha256(picture.bytes) },
    provider: { id: provider.id, name: provider.name },
    task: { kind: task.task, ...(task.task === "split" && { keywords: task.keywords }) },
    jobs: result.jobs.map(({ handle: { job, keyword } }) => ({ id: job, ...(keyword && { keyword }) })),
    ...(result.cost && { cost: result.cost }),
  };
  let files = 0;
  for await (const { path, bytes } of exportLayerSet(set, about, { recomposed: true, signal })) {
    await mkdir(dirname(join(draft, path)), { recursive: true });
    await writeFile(join(draft, path), bytes);
    files += 1;
  }
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return { set, folder, files };
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
