import { sniffFormat } from "@stratify/core";
import { refusal } from "../errors/refusal.ts";
import type { Parts } from "../parts.ts";
import type { Target } from "./result-link.ts";
import { fileResponse, streamResult } from "./stream-result.ts";

/** The file that a link leads to. */
export async function resultFile(parts: Parts, target: Target, signal: AbortSignal): Promise<Response> {
  if ("url" in target) {
    const { resultBytes: most, resultTime: time } = parts.limits;
    const source = { fetch: parts.fetchResult, clock: parts.clock };
    return streamResult(target.url, source, { most, time }, signal);
  }
  const status = await parts.client.status(target.handle, { signal });
  const content = status.state === "succeeded" ? status.outputs[target.index]?.content : undefined;
  if (content === undefined || typeof content === "string") {
    throw refusal(410, "result-expired", "the relay has let go of this file");
  }
  const format = sniffFormat(content);
  if (!format) throw refusal(422, "result-invalid", "its first bytes are those of no image");
  return fileResponse(new Uint8Array(content), format, content.length);
}
