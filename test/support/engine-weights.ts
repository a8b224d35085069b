import { createHash } from "node:crypto";

/** The net's weights as they were published, beside their name, size and hash. */
export const engineWeights = {
  file: "u2netp.onnx",
  bytes: 4_574_861,
  sha256: "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8",
} as const;

/** What a file is, in the shape of {@link engineWeights}. */
export function asWeights(file: string, bytes: Uint8Array): { file: string; bytes: number; sha256: string } {
  return { file, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
