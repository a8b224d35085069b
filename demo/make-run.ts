import { type Cost, isStratifyError, type TaskResult } from "@stratify/core";
import type { Manifest } from "@stratify/imaging";
import type { Run } from "./plan.ts";
import type { ProgressView } from "./progress.ts";
import type { Report } from "./report.ts";
import type { Services } from "./services.ts";
import { writeLayers } from "./write-layers.ts";

/** Makes one run from its first request to its files, and says how it went. */
export async function makeRun(
  run: Run,
  { client, maker, paid }: Pick<Services, "client" | "maker" | "paid">,
  out: string,
  view: ProgressView,
  signal: AbortSignal,
): Promise<Report> {
  const { image, provider, task } = run;
  const heading = `${image.title}: ${provider.name}, ${task.task}`;
  const began = performance.now();
  const paidBefore = paid(provider.id);
  view.begin(heading);
  const result = await client
    .run(task, image.source, { provider: provider.id, signal, onProgress: view.event })
    .catch(refused);
  const written = await writeLayers({ out, run, result, maker, view, signal }).catch((error: unknown) => {
    view.end(`${heading}: no layers`);
    throw error;
  });
  const seconds = (performance.now() - began) / 1000;
  const images = written ? imagesOf(written.manifest) : 0;
  const count = `${images} ${task.task === "replace-background" ? "image" : "layer"}${images === 1 ? "" : "s"}`;
  view.end(
    [
      `${heading}: ${count} in ${seconds.toFixed(1)} s`,
      ...result.failures.map(({ error }) => `  ${error.message}`),
      ...(written?.manifest.unaligned ?? []).map(({ name, reason }) => `  ${name}: ${reason}`),
    ].join("\n"),
  );
  return {
    run,
    ...(written && { written }),
    failures: result.failures,
    jobs: result.jobs.length + result.failures.length,
    polls: result.jobs.reduce((sum, { polls }) => sum + polls, 0),
    paid: paid(provider.id) - paidBefore,
    seconds,
    cost: costWords(result.cost, provider.capabilities.cost.unit),
  };
}

/** A task that was refused before anything was sent is a line of the table like any other. */
function refused(error: unknown): TaskResult {
  if (!isStratifyError(error)) throw error;
  return { layers: [], failures: [{ error }], jobs: [] };
}

/** How many images were asked for and came: what is left over is none of them. */
function imagesOf({ layers, composites }: Manifest): number {
  return layers.filter(({ role }) => role !== "remainder").length + composites.length;
}

function costWords(cost: Cost | undefined, unit: string): string {
  if (unit === "free") return "free";
  return cost ? `${cost.amount} ${cost.unit}` : "not stated";
}
