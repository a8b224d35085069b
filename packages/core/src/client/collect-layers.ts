import { sniffFormat } from "../contract/image.ts";
import type { JobHandle, JobOutput } from "../contract/job.ts";
import type { Layer } from "../contract/task.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { download } from "../http/download.ts";
import type { JobRun } from "./job-run.ts";
import { freeContext } from "./services.ts";

/** Fetches what a finished job offers, at once, since URLs expire. One failure stops the other downloads. */
export async function collectLayers(
  { services, provider, signal }: JobRun,
  { keyword, maxLayers, job }: JobHandle,
  outputs: readonly JobOutput[],
): Promise<readonly Layer[]> {
  const stop = new AbortController();
  const context = freeContext(services, provider, AbortSignal.any([signal, stop.signal]));
  const { ordered } = maxLayers === undefined ? {} : (provider.capabilities.automatic ?? {});
  const labelled = maxLayers !== undefined && areNames(outputs.map(({ label }) => label));
  const layerOf = async (output: JobOutput, index: number): Promise<Layer> => {
    const { role, label, content } = output;
    const bytes = typeof content === "string" ? await download(content, context) : content;
    const format = sniffFormat(bytes);
    if (!format) throw new StratifyError({ code: "result-invalid" });
    const alike = outputs.filter((other) => other.role === role);
    // Masks that come without images stand for the layers that imaging makes of them.
    const kind = role === "mask" && alike.length === outputs.length ? "layer" : role;
    const base = kind === "layer" && keyword ? keyword : [keyword, kind].filter(Boolean).join(" ");
    const counted = alike.length > 1 ? `${base} ${alike.indexOf(output) + 1}` : base;
    return {
      name: labelled && label ? label : counted,
      role,
      ...(keyword && { keyword }),
      ...(label && { label }),
      ...(ordered && { depth: index }),
      bytes,
      format,
      job,
    };
  };
  try {
    return await Promise.all(outputs.map(layerOf));
  } finally {
    stop.abort("over");
  }
}

/** Whether labels can serve as names: each output has one, and no two have the same. */
function areNames(labels: readonly (string | undefined)[]): boolean {
  return labels.every(Boolean) && new Set(labels).size === labels.length;
}
