import type { CallContext } from "./call-context.ts";
import { refusal, transfer, webAddress } from "./transfer.ts";

/** A file to put where a service has signed a place for it. */
export interface SignedUpload {
  /** Out of the service's answer. It is permission enough, so it stays out of every error. */
  readonly url: string;
  /** The media type that the signature covers; sent exactly so. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts a file into a service's storage, which is another origin than the service: no key goes there, nor any header
 * but the type.
 *
 * @throws {StratifyError} `refused` when the storage does not take it, for example because the address has expired
 */
export async function putBytes({ url, type, bytes }: SignedUpload, context: CallContext): Promise<void> {
  const address = webAddress(url, "unexpected-response");
  await transfer("upload", context, async (signal) => {
    const response = await context.fetch(address, {
      method: "PUT",
      headers: { "content-type": type },
      body: bytes as BodyInit,
      signal,
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    if (!response.ok) throw await refusal(response, "refused", context.clock.now());
    await response.body?.cancel();
  });
}
