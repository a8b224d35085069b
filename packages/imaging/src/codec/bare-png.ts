import { pngChunks } from "./headers/png-header.ts";

/** What the pixels of the still picture are made of. */
const needed = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

/**
 * A PNG without what does not change its pixels: a damaged profile, text or animation in it then harms nothing.
 *
 * @returns the argument itself when there is nothing to leave out
 */
export function barePng(bytes: Uint8Array): Uint8Array {
  const chunks = [...pngChunks(bytes)];
  const kept = chunks.filter(({ name }) => needed.includes(name));
  if (kept.length === chunks.length) return bytes;
  const bare = new Uint8Array(kept.reduce((sum, { from, to }) => sum + to - from, 8));
  bare.set(bytes.subarray(0, 8));
  let at = 8;
  for (const { from, to } of kept) {
    bare.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return bare;
}
