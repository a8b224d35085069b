import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/**
 * The net's weights: U²-Netp (Qin et al. 2020, https://github.com/xuebinqin/U-2-Net), Apache-2.0, as an ONNX file.
 * It reads images of 320 x 320 pixels.
 */
export const weights = {
  file: "u2netp.onnx",
  bytes: 4_574_861,
  sha256: "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8",
} as const;

/** A pair of dimensions of 320 in ONNX's protobuf: each a message of 3 bytes with a number in field 1. */
const fixed = [0x0a, 3, 0x08, 0xc0, 0x02, 0x0a, 3, 0x08, 0xc0, 0x02];
/** The same pair with names in field 2, which ONNX takes for any number: "h" and "w". */
const open = [0x0a, 3, 0x12, 1, 0x68, 0x0a, 3, 0x12, 1, 0x77];

/**
 * Lets the net read images of any size. All of its layers slide over the image, and it computes every size that it
 * needs; only the declared shapes of input and output are fixed.
 *
 * @param model the file of {@link weights}; changed in place
 * @throws {Error} when it is another file
 */
export function openSize(model: Uint8Array): void {
  let found = 0;
  for (let at = model.indexOf(0x0a); at >= 0; at = model.indexOf(0x0a, at + 1)) {
    if (!fixed.every((byte, index) => model[at + index] === byte)) continue;
    model.set(open, at);
    found += 1;
  }
  if (found === 0) throw otherFile();
}

/**
 * Makes sure that a file is the one of {@link weights}. The hash is a library's, because pages without a secure origin
 * have no `crypto.subtle`; it takes about 50 ms.
 *
 * @throws {Error} when it is damaged or another one
 */
export function checkWeights(model: Uint8Array): void {
  if (model.length !== weights.bytes || bytesToHex(sha256(model)) !== weights.sha256) throw otherFile();
}

function otherFile(): Error {
  return new Error(`${weights.file}, the engine's model, is damaged: install the engine again`);
}
