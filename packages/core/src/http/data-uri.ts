import type { ImageFile } from "../contract/image.ts";
import { mediaTypes } from "../contract/image.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { breathe } from "./breathe.ts";

/** Bytes that become text at once: a multiple of three, and few enough to be arguments of one call. */
const step = 24 * 1024;

/** Bytes after which other work has its turn: some 10 ms on a slow machine. */
const turn = 10 * step;

/** Encoding costs more than sending, and one image goes to as many jobs as there are keywords. */
const encoded = new WeakMap<object, Promise<string>>();

/** An image as a base64 data URI. Encoded once per image, in steps that let other work go on. */
export function toDataUri(image: ImageFile): Promise<string> {
  const known = encoded.get(image);
  if (known) return known;
  const made = encode(image);
  encoded.set(image, made);
  return made;
}

async function encode({ bytes, format }: ImageFile): Promise<string> {
  const parts = [`data:${mediaTypes[format]};base64,`];
  for (let start = 0; start < bytes.length; start += step) {
    if (start > 0 && start % turn === 0) await breathe();
    parts.push(btoa(String.fromCharCode(...bytes.subarray(start, start + step))));
  }
  return parts.join("");
}

/** Whether a text is a data URI. */
export function isDataUri(text: string): boolean {
  return /^data:/i.test(text);
}

/**
 * The bytes of a data URI, decoded in steps that let other work go on.
 *
 * @param limit most bytes to accept
 * @throws {StratifyError} `result-invalid` when it is no valid data URI, `result-too-large` when it holds more bytes
 */
export async function fromDataUri(uri: string, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const comma = uri.indexOf(",");
  // Images are written in base64; the other form is for texts.
  if (!/^data:[^,]*;base64,/i.test(uri)) throw invalid();
  const size = Math.ceil(((uri.length - comma - 1) * 3) / 4);
  if (size - 2 > limit)
    throw new StratifyError({ code: "result-too-large", detail: `more than ${limit} bytes` });
  const bytes = new Uint8Array(size);
  const chars = (step / 3) * 4;
  let filled = 0;
  let rest = "";
  for (let start = comma + 1, done = 0; start < uri.length; start += chars, done += step) {
    if (done > 0 && done % turn === 0) await breathe();
    const text = rest + plain(uri.slice(start, start + chars));
    // Four characters are three bytes, wherever lines are broken.
    const whole = start + chars < uri.length ? text.length - (text.length % 4) : text.length;
    rest = text.slice(whole);
    const part = decode(text.slice(0, whole));
    for (let index = 0; index < part.length; index++) bytes[filled++] = part.charCodeAt(index);
  }
  return bytes.subarray(0, filled);
}

/** Base64 without line breaks, in its usual alphabet: some write `-` and `_`, which are safe in URLs. */
function plain(base64: string): string {
  return base64.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/");
}

function decode(base64: string): string {
  try {
    return atob(base64);
  } catch {
    throw invalid();
  }
}

function invalid(): StratifyError {
  return new StratifyError({ code: "result-invalid", detail: "its data URI can't be read" });
}
