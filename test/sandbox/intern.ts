import { createHash } from "node:crypto";
import { trim } from "./trim.ts";

/** The first 16 hex digits of a picture's SHA-256, by which ledger and caches know it. */
export function fingerprint(picture: Uint8Array): string {
  return createHash("sha256").update(picture).digest("hex").slice(0, 16);
}

/** Gives one copy of pictures that are sent again and again, so that a thousand uploads of one fill no memory. */
export function createInterner(limit: number): (picture: Uint8Array) => Uint8Array {
  const held = new Map<string, Uint8Array>();
  return (picture) => {
    const mark = fingerprint(picture);
    const kept = held.get(mark) ?? picture;
    held.set(mark, kept);
    trim(held, limit);
    return kept;
  };
}
