/** About a millisecond's work; whole quadruples. */
const stretch = 2 ** 18;

/**
 * Bytes of a base64 text. Where the browser does not do it by itself, in stretches, between which the page can breathe:
 * the engine's files have megabytes.
 */
export async function fromBase64(text: string): Promise<Uint8Array> {
  if ("fromBase64" in Uint8Array && typeof Uint8Array.fromBase64 === "function") {
    const bytes: unknown = Uint8Array.fromBase64(text);
    if (bytes instanceof Uint8Array) return bytes;
  }
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let rested = performance.now();
  for (let from = 0, to = 0; from < text.length; from += stretch) {
    const part = atob(text.slice(from, from + stretch));
    for (let at = 0; at < part.length; at += 1) bytes[to + at] = part.charCodeAt(at);
    to += part.length;
    if (performance.now() - rested < 8) continue;
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }
  return bytes;
}

/** Bytes of a file that the build has packed as base64 of its gzip: text is all that Figma keeps for a plugin. */
export async function unpacked(text: string): Promise<Uint8Array> {
  const packed = new Blob([new Uint8Array(await fromBase64(text))]);
  const plain = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
