import { sniffFormat } from "../contract/image.ts";
import type { JobHandle, JobOutput } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import type { Layer } from "../contract/task.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import type { CallContext } from "../http/call-context.ts";
import { download } from "../http/download.ts";
import { freeContext, type Services } from "./services.ts";

/**
 * Fetches what a finished job offers, at once, since addresses expire. One that has expired already is asked for
 * again: some providers sign a fresh address at every status request (F10).
 */
export async function collectLayers(
  services: Services,
  provider: Provider,
  handle: JobHandle,
  outputs: readonly JobOutput[],
  signal: AbortSignal,
): Promise<readonly Layer[]> {
  const context = freeContext(services, provider, signal);
  const fetchAll = (list: readonly JobOutput[]) =>
    Promise.all(list.map(({ content }) => contentOf(content, services.maxResultBytes, context)));
  let files: readonly Uint8Array[];
  try {
    files = await fetchAll(outputs);
  } catch (error) {
    if (!isStratifyError(error) || error.code !== "result-expired") throw error;
    const again = await provider.status(handle, context);
    if (again.state !== "succeeded" || sameAddresses(again.outputs, outputs)) throw error;
    files = await fetchAll(again.outputs);
  }
  return outputs.flatMap((output, index) => layerOf(handle, outputs, output, files[index]));
}

async function contentOf(
  content: JobOutput["content"],
  limit: number,
  context: CallContext,
): Promise<Uint8Array> {
  return typeof content === "string" ? download(content, limit, context) : content;
}

function sameAddresses(a: readonly JobOutput[], b: readonly JobOutput[]): boolean {
  return a.length !== b.length || a.every(({ content }, index) => content === b[index]?.content);
}

function layerOf(
  handle: JobHandle,
  outputs: readonly JobOutput[],
  output: JobOutput,
  bytes: Uint8Array | undefined,
): Layer[] {
  const format = bytes && sniffFormat(bytes);
  if (!bytes || !format) throw new StratifyError({ code: "result-invalid", provider: handle.provider });
  const { role, label } = output;
  const alike = outputs.filter((other) => other.role === role);
  const base =
    role === "layer" && handle.keyword ? handle.keyword : [handle.keyword, role].filter(Boolean).join(" ");
  const name = alike.length > 1 ? `${base} ${alike.indexOf(output) + 1}` : base;
  return [
    {
      name,
      role,
      ...(handle.keyword && { keyword: handle.keyword }),
      ...(label && { label }),
      bytes,
      format,
      job: handle.job,
    },
  ];
}
