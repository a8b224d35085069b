/**
 * Reads a body, counting: stops as soon as it is larger than allowed instead of trusting its declared length.
 *
 * @param limit most bytes to accept
 * @returns the bytes, or `undefined` when there are more than `limit`
 */
export async function readBody(
  response: Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  let size = 0;
  let isTooLarge = Number(response.headers.get("content-length")) > limit;
  while (!isTooLarge) {
    const { value, done } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    chunks.push(value);
    size += value.length;
    isTooLarge = size > limit;
  }
  await reader.cancel();
  return undefined;
}
