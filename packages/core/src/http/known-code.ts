import { type ErrorCode, errorTable } from "../errors/error-code.ts";

/** A word as the error code that it is, or `undefined` when only a newer version knows it. */
export function knownCode(word: string | undefined): ErrorCode | undefined {
  const isKnown = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);
  return word !== undefined && isKnown(word) ? word : undefined;
}
