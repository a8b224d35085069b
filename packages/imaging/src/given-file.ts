import { type ImageSize, readImageSize } from "./codec/image-size.ts";

/** A file as the provider made it, kept because it was paid for. */
export interface GivenFile {
  readonly bytes: Uint8Array;
  /** What it is; `unknown` when it is no picture that can be read. */
  readonly format: ImageSize["format"] | "unknown";
}

export function givenFile(bytes: Uint8Array): GivenFile {
  try {
    return { bytes, format: readImageSize(bytes).format };
  } catch {
    return { bytes, format: "unknown" };
  }
}
