import { encodeBase64Url } from "hono/utils/encode";

/** SHA-256 of text or bytes. */
export async function digest(data: string | Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  // The digest reads the bytes and keeps none, whatever kind of buffer is below them.
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
}

/** SHA-256 as text, for keys of maps and stores. */
export async function digestText(data: string | Uint8Array): Promise<string> {
  return encodeBase64Url((await digest(data)).buffer);
}
