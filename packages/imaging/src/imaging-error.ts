/** The ways in which a picture can be unusable, or nothing can be done with it. */
export type ImagingErrorCode =
  | "not-an-image"
  | "truncated"
  | "damaged"
  | "too-large"
  | "zero-sized"
  | "unsupported"
  | "size-mismatch"
  | "not-alignable"
  | "no-codecs"
  | "worker-failed";

/** A picture that can't be used, or no means to: `code` says why in one word, `message` in a sentence. */
export class ImagingError extends Error {
  override readonly name = "ImagingError";
  readonly code: ImagingErrorCode;

  constructor(code: ImagingErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
