import type { CallContext } from "../contract/call-context.ts";
import { sniffFormat } from "../contract/image.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { storageHttp } from "./create-http.ts";
import { fromDataUri, isDataUri } from "./data-uri.ts";
import { looksLike } from "./looks-like.ts";
import { readBody } from "./read-body.ts";
import { send } from "./send.ts";
import { refusal, transfer, webUrl } from "./transfer.ts";

const maxRedirects = 5;

/** What a relay says, which has looked at the file already; storages themselves have no use for these. */
const told: Readonly<Record<number, "result-too-large" | "result-invalid">> = {
  413: "result-too-large",
  422: "result-invalid",
};

/** What one opening of a result needs of the outside world. */
type OpenContext = Pick<CallContext, "fetch" | "clock">;

/**
 * Fetches a result file: without credentials, whatever its URL, with a bounded number of redirects and bytes. What
 * arrives is told by its first bytes; the content type is not believed.
 *
 * @param url an http or https URL out of a provider's response, or a data URI
 * @throws {StratifyError} `result-expired`, `result-invalid`, `result-too-large` or `network`
 */
export async function download(url: string, context: CallContext): Promise<Uint8Array<ArrayBuffer>> {
  const limit = context.maxResultBytes;
  if (isDataUri(url)) return checked(await fromDataUri(url, limit));
  return transfer(context, async (signal) => {
    const response = await openResult(url, signal, context);
    const bytes = await readBody(response, limit);
    if (!bytes) throw new StratifyError({ code: "result-too-large", detail: `more than ${limit} bytes` });
    return checked(bytes);
  });
}

/**
 * Opens a result file and follows its redirects, one attempt. The body is unread: for the relay, which passes it on.
 *
 * @throws {StratifyError} `result-expired`, `result-invalid`, `result-too-large` or `unavailable`
 */
export async function openResult(url: string, signal: AbortSignal, context: OpenContext): Promise<Response> {
  const response = await follow(url, signal, context);
  const { ok, status } = response;
  if (!ok) throw await refusal(response, told[status] ?? "result-expired", context.clock.now());
  return response;
}

async function follow(text: string, signal: AbortSignal, context: OpenContext): Promise<Response> {
  for (let url = webUrl(text, "result-invalid"), hops = 0; hops <= maxRedirects; hops++) {
    const response = await send(storageHttp, url, { method: "GET", signal }, context);
    // Browsers hide where a redirect leads, and bound their number themselves.
    if (response.type === "opaqueredirect") {
      return send(storageHttp, url, { method: "GET", redirect: "follow", signal }, context);
    }
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || !location) return response;
    await response.body?.cancel();
    url = webUrl(location, "result-invalid", url);
  }
  throw new StratifyError({ code: "result-invalid", detail: `more than ${maxRedirects} redirects` });
}

function checked(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (sniffFormat(bytes)) return bytes;
  throw new StratifyError({ code: "result-invalid", detail: looksLike(bytes) });
}
