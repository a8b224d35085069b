import { sniffFormat } from "../contract/image.ts";
import type { JobHandle, JobOutput } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import type { Layer } from "../contract/task.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import type { CallContext } from "../http/call-context.ts";
import { download } from "../http/download.ts";
import { freeContext, type Services } from "./services.ts";

/** Fetches what a finished job offers, at once, since addresses expire. */
export async function collectLayers(
  services: Services,
  provider: Provider,
  handle: JobHandle,
  outputs: readonly JobOutput[],
  signal: AbortSignal,
): Promise<readonly Layer[]> {
  const context = freeContext(services, provider, signal);
  const files = await Promise.all(
    outputs.map(({ content }) => contentOf(content, services.maxResultBytes, context)),
  );
  return outputs.flatMap((output, index) => layerOf(handle, outputs, output, files[index]));
}

async function contentOf(
  content: JobOutput["content"],
  limit: number,
  context: CallContext,
): Promise<Uint8Array> {
  return typeof content === "string" ? download(content, limit, context) : content;
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
