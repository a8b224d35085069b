/** What is replaced: from a text that is there once to the next place where another one ends. */
export interface Patch {
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

/** A file of a package, by which its patches go. */
export interface KnownFile {
  readonly name: string;
  readonly version: string;
}

/**
 * Replaces one part of a file.
 *
 * @throws {Error} when the part is not there exactly once: the file is of another version
 */
export function patched(file: KnownFile, text: string, { from, to, by }: Patch): string {
  const start = position(file, text, from);
  const end = text.indexOf(to, start);
  if (end < 0) throw otherVersion(file, `has no ${to}`);
  return text.slice(0, start) + by + text.slice(end + to.length);
}

/**
 * Where a part begins that is there once.
 *
 * @throws {Error} when it is not: the file is of another version
 */
export function position(file: KnownFile, text: string, part: string): number {
  const at = text.indexOf(part);
  if (at < 0) throw otherVersion(file, `has no ${part}`);
  if (text.includes(part, at + 1)) throw otherVersion(file, `has more than one ${part}`);
  return at;
}

/** @param what is different in it, as the rest of a sentence */
export function otherVersion({ name, version }: KnownFile, what: string): Error {
  return new Error(`${name} ${what}: it is not of the version that this bundler knows, ${version}`);
}
