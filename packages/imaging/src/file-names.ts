/** What one file system or another refuses in a name: separators, wildcards, quotes, control characters. */
const unsafe = /[\\/:*?"<>|\p{C}]+/gu;
/** Device names of Windows, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longest = 60;

/**
 * Turns anything into a file name without its ending that every file system takes; letters of every script stay.
 *
 * @returns never empty, at most 60 characters
 */
export function fileName(name: string): string {
  const safe = [...name.normalize("NFC").replaceAll(unsafe, " ").trim().replaceAll(/,?\s+/g, "-")]
    .slice(0, longest)
    .join("")
    .replaceAll(/^[.-]+|[.-]+$/g, "");
  if (safe === "") return "layer";
  return reserved.test(safe) ? `layer-${safe}` : safe;
}

/** Hands out names that differ from each other, also where upper and lower case are the same. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  /**
   * @param name the wanted file name
   * @param suffixes endings that files beside it will have, so that these differ too
   */
  take(name: string, suffixes: readonly string[]): string {
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? name : `${name}-${number}`;
      const all = ["", ...suffixes].map((suffix) => `${candidate}${suffix}`.toLowerCase());
      if (all.some((one) => this.#taken.has(one))) continue;
      for (const one of all) this.#taken.add(one);
      return candidate;
    }
  }
}
