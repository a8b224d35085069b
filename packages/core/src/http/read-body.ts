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
  const tooLarge = async () => {
    await response.body?.cancel();
    return undefined;
  };
  if (Number(response.headers.get("content-length")) > limit) return tooLarge();
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  const [only, ...more] = chunks;
  if (only && more.length === 0) return only;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
