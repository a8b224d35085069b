import { sniffFormat } from "../contract/image.ts";
import type { JobHandle, JobOutput } from "../contract/job.ts";
import type { Layer } from "../contract/task.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { download } from "../http/download.ts";
import type { JobRun } from "./job-run.ts";
import { freeContext } from "./services.ts";

/** Fetches what a finished job offers, at once, since URLs expire. */
export async function collectLayers(
  { services, provider, signal }: JobRun,
  handle: JobHandle,
  outputs: readonly JobOutput[],
): Promise<readonly Layer[]> {
  const context = freeContext(services, provider, signal);
  const contentOf = async ({ content }: JobOutput) =>
    typeof content === "string" ? download(content, context) : content;
  const files = await Promise.all(outputs.map(contentOf));
  return outputs.map((output, index) => layerOf(handle, outputs, output, files[index]));
}

function layerOf(
  handle: JobHandle,
  outputs: readonly JobOutput[],
  output: JobOutput,
  bytes: Uint8Array | undefined,
): Layer {
  const format = bytes && sniffFormat(bytes);
  if (!bytes || !format) throw new StratifyError({ code: "result-invalid" });
  const { role, label } = output;
  const { keyword, job } = handle;
  const alike = outputs.filter((other) => other.role === role);
  const base = role === "layer" && keyword ? keyword : [keyword, role].filter(Boolean).join(" ");
  return {
    name: alike.length > 1 ? `${base} ${alike.indexOf(output) + 1}` : base,
    role,
    ...(keyword && { keyword }),
    ...(label && { label }),
    bytes,
    format,
    job,
  };
}
