import { sniffFormat } from "../contract/image.ts";
import type { JobHandle, JobOutput } from "../contract/job.ts";
import type { Layer } from "../contract/task.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import { download } from "../http/download.ts";
import type { JobRun } from "./job-run.ts";
import { freeContext } from "./services.ts";

/** Pauses before a fresh result's URL that its storage does not know yet is asked for again, in milliseconds. */
const freshPauses = [1000, 3000, 8000, 20_000];

/**
 * Fetches what a finished job offers, at once, since URLs expire. One that its storage refuses is asked for again with
 * pauses: a storage may learn of a fresh result late, and some providers sign a new URL at every status request (F10).
 */
export async function collectLayers(
  run: JobRun,
  handle: JobHandle,
  offered: readonly JobOutput[],
): Promise<readonly Layer[]> {
  const { services, provider, signal } = run;
  const context = freeContext(services, provider, signal);
  const contentOf = async ({ content }: JobOutput) =>
    typeof content === "string" ? download(content, context) : content;
  let outputs = offered;
  for (let attempt = 0; ; attempt++) {
    try {
      const files = await Promise.all(outputs.map(contentOf));
      return outputs.map((output, index) => layerOf(handle, outputs, output, files[index]));
    } catch (error) {
      const pause = freshPauses[attempt];
      const expired = isStratifyError(error) && error.code === "result-expired";
      if (!expired || pause === undefined) throw error;
      const fresh = await freshOutputs(run, handle);
      // A new URL is worth asking at once; the same one only later.
      if (!fresh || sameContents(fresh, outputs)) await services.clock.sleep(pause, signal);
      outputs = fresh ?? outputs;
    }
  }
}

async function freshOutputs(
  { services, provider, signal }: JobRun,
  handle: JobHandle,
): Promise<readonly JobOutput[] | undefined> {
  if (handle.outputs) return undefined;
  try {
    const status = await provider.status(handle, freeContext(services, provider, signal));
    return status.state === "succeeded" && status.outputs.length > 0 ? status.outputs : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function sameContents(a: readonly JobOutput[], b: readonly JobOutput[]): boolean {
  return a.length === b.length && a.every(({ content }, index) => content === b[index]?.content);
}

function layerOf(
  handle: JobHandle,
  outputs: readonly JobOutput[],
  output: JobOutput,
  bytes: Uint8Array | undefined,
): Layer {
  const format = bytes && sniffFormat(bytes);
  if (!bytes || !format) throw new StratifyError({ code: "result-invalid", provider: handle.provider });
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
