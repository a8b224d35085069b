import type { CallContext } from "../contract/call-context.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { storageHttp } from "./create-http.ts";
import { isWebPage } from "./looks-like.ts";
import { readBody } from "./read-body.ts";
import { send } from "./send.ts";
import { refusal, transfer, webUrl } from "./transfer.ts";

/** A file to put where a service has signed a place for it. */
export interface SignedUpload {
  /** Out of the service's response. It is permission enough, so it stays out of every error. */
  readonly url: string;
  /** The media type that the signature covers; sent exactly so. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A storage says little when it has stored a file. */
const longestReceipt = 64 * 1024;

/**
 * Puts a file into a service's storage, which is another origin than the service: no key goes there, nor any header
 * but the type.
 *
 * @throws {StratifyError} `upload-failed` when the storage does not take it, for example because the URL has expired,
 * or when something else responded in its place
 */
export async function putBytes({ url, type, bytes }: SignedUpload, context: CallContext): Promise<void> {
  const address = webUrl(url, "unexpected-response");
  await transfer(context, async (signal) => {
    const headers = { "content-type": type };
    const response = await send(
      storageHttp,
      address,
      { method: "PUT", headers, body: bytes as BodyInit, signal },
      context,
    );
    if (!response.ok) throw await refusal(response, "upload-failed", context.clock.now());
    // A proxy or a login page may say 200 as well, and has stored nothing.
    const receipt = await readBody(response, longestReceipt);
    if (receipt && !isWebPage(receipt)) return;
    throw new StratifyError({
      code: "upload-failed",
      status: response.status,
      detail: "a web page responded in place of its storage",
    });
  });
}
