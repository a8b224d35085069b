import { fromBase64 } from "./from-base64.ts";

/** Bytes of a file that the build has packed as base64 of its gzip: text is all that Figma keeps for a plugin. */
export async function unpacked(text: string): Promise<Uint8Array> {
  const packed = new Blob([new Uint8Array(await fromBase64(text))]);
  const plain = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
