import { deliveredOf } from "@stratify/app/deliver/delivered";
import { operationOf } from "@stratify/app/operation";
import { openImageRun } from "@stratify/app/run/image-run";
import type { Standing } from "@stratify/app/run/standing";
import type { Cost } from "@stratify/core";
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
  const order = { operation: operationOf(task), provider: { id: provider.id, name: provider.name } };
  const work = openImageRun(order, { client: () => client, journal: undefined });
  await work.work({ image: image.source, signal, onProgress: view.event });
  const delivered = deliveredOf(work.jobs);
  const written = await writeLayers({ out, run, order, delivered, maker, view, signal }).catch(
    (error: unknown) => {
      view.end(`${heading}: no layers`);
      throw error;
    },
  );
  const seconds = (performance.now() - began) / 1000;
  const images = written ? imagesOf(written.manifest) : 0;
  const count = `${images} ${task.task === "replace-background" ? "image" : "layer"}${images === 1 ? "" : "s"}`;
  view.end(
    [
      `${heading}: ${count} in ${seconds.toFixed(1)} s`,
      ...delivered.problems.map(({ error }) => `  ${error.message}`),
      ...(written?.manifest.unaligned ?? []).map(({ name, reason }) => `  ${name}: ${reason}`),
    ].join("\n"),
  );
  return {
    run,
    ...(written && { written }),
    failures: delivered.problems,
    jobs: work.jobs.length,
    polls: work.jobs.reduce((sum, { standing }) => sum + pollsOf(standing), 0),
    paid: paid(provider.id) - paidBefore,
    seconds,
    cost: costWords(delivered.cost, provider.capabilities.cost.unit),
  };
}

function pollsOf(standing: Standing): number {
  return standing.state === "delivered" ? standing.result.polls : 0;
}

/** How many images were asked for and came: what is left over is none of them. */
function imagesOf({ layers, composites }: Manifest): number {
  return layers.filter(({ role }) => role !== "remainder").length + composites.length;
}

function costWords(cost: Cost | undefined, unit: string): string {
  if (unit === "free") return "free";
  return cost ? `${cost.amount} ${cost.unit}` : "not stated";
}
