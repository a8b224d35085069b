/** Bytes that are copied without a rest. */
const piece = 8 * 2 ** 20;

/** Copies with rests in between: raw pixels all at once, or several large files in a row, would hold the thread up. */
export async function copyInPieces(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Uint8Array(bytes.length);
  for (let from = 0; from < bytes.length; from += piece) {
    await new Promise((resolve) => setTimeout(resolve));
    copy.set(bytes.subarray(from, from + piece), from);
  }
  return copy;
}
