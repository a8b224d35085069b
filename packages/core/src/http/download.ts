import { sniffFormat } from "../contract/image.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import type { CallContext } from "./call-context.ts";
import { readBody } from "./read-body.ts";
import { refusal, transfer, webAddress } from "./transfer.ts";

const mostRedirects = 5;

/** What a relay says, which has looked at the file already; storages themselves have no use for these. */
const told: Readonly<Record<number, "result-too-large" | "result-invalid">> = {
  413: "result-too-large",
  422: "result-invalid",
};

/**
 * Fetches a result file: without credentials, whatever its address, with a bounded number of redirects and bytes.
 * What arrives is told by its first bytes; the content type is not believed.
 *
 * @param url http or https address out of a provider's answer
 * @param limit most bytes to accept
 * @throws {StratifyError} `result-expired`, `result-invalid`, `result-too-large` or `network`
 */
export async function download(
  url: string,
  limit: number,
  context: CallContext,
): Promise<Uint8Array<ArrayBuffer>> {
  return transfer("download", context, async (signal) => {
    const response = await follow(url, context.fetch, signal);
    const { ok, status } = response;
    if (!ok) throw await refusal(response, told[status] ?? "result-expired", context.clock.now());
    const bytes = await readBody(response, limit);
    if (!bytes) throw new StratifyError({ code: "result-too-large", detail: `more than ${limit} bytes` });
    if (!sniffFormat(bytes)) throw new StratifyError({ code: "result-invalid", detail: looksLike(bytes) });
    return bytes;
  });
}

async function follow(address: string, fetch: CallContext["fetch"], signal: AbortSignal): Promise<Response> {
  const options: RequestInit = { signal, credentials: "omit", referrerPolicy: "no-referrer" };
  for (let url = webAddress(address, "result-invalid"), hops = 0; hops <= mostRedirects; hops++) {
    const response = await fetch(url, { ...options, redirect: "manual" });
    // Browsers hide where a redirect leads, and bound their number themselves.
    if (response.type === "opaqueredirect") return fetch(url, options);
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || !location) return response;
    await response.body?.cancel();
    url = webAddress(location, "result-invalid", url);
  }
  throw new StratifyError({ code: "result-invalid", detail: `more than ${mostRedirects} redirects` });
}

function looksLike(bytes: Uint8Array): string {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trim().toLowerCase();
  if (bytes.length === 0) return "it is empty";
  if (start.startsWith("<!doctype") || start.startsWith("<html")) return "it is a web page";
  if (start.startsWith("{") || start.startsWith("<?xml")) return "it is a message, not a file";
  return "its first bytes are those of no image";
}
