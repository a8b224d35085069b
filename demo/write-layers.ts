import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Delivered } from "@stratify/app/deliver/delivered";
import { makeSet } from "@stratify/app/deliver/make-set";
import type { Order } from "@stratify/app/run/image-run";
import type { LayerMaker, Manifest } from "@stratify/imaging";
import type { Run } from "./plan.ts";
import type { ProgressView } from "./progress.ts";

/** A layer set on disk. */
export interface WrittenSet {
  readonly manifest: Manifest;
  /** Relative to the output folder, with forward slashes. */
  readonly folder: string;
  /** How many files are in it. */
  readonly files: number;
}

/** What is written where, and by whom. */
interface Writing {
  readonly out: string;
  readonly run: Run;
  readonly order: Order;
  readonly delivered: Delivered;
  readonly maker: LayerMaker;
  readonly view: ProgressView;
  readonly signal: AbortSignal;
}

/**
 * Makes layers of what was delivered and writes them to `<image>/<provider>/<task>/`. The folder appears whole or
 * not at all, and takes the place of the same run's earlier one.
 *
 * @returns `undefined` when nothing was delivered
 */
export async function writeLayers(writing: Writing): Promise<WrittenSet | undefined> {
  const { out, run, order, delivered, maker, view, signal } = writing;
  if (delivered.layers.length === 0) return undefined;
  const folder = [run.image.title, run.provider.id, run.task.task].join("/");
  const target = join(out, folder);
  const draft = `${target}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });

  let files = 0;
  const source = { name: run.image.title, bytes: run.image.bytes };
  const choices = { fillRemainder: true, export: { recomposed: true } };
  const making = makeSet(maker, source, order, delivered, choices, {
    signal,
    onProgress: ({ step, done, total }) => view.step(`layers: ${step} ${done} of ${total}`),
    onFile: async ({ path, bytes }) => {
      view.step(`layers: writing ${path}`);
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), bytes);
      files += 1;
    },
  });
  const manifest = await making.catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    throw error;
  });
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return { manifest, folder, files };
}
