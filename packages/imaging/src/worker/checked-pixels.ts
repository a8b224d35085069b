import type { Pixels } from "../pixels/pixels.ts";

/** Most pixels that are kept, of all images together: 64 MB. */
const maxPixels = 16 * 1024 * 1024;

/** The latest sources that were decoded to be checked, until layers are made of them: they are not decoded twice. */
export class CheckedPixels {
  readonly #kept = new Map<string, Pixels>();

  /** @param sha256 of the source's file */
  keep(sha256: string, pixels: Pixels): void {
    this.#kept.delete(sha256);
    this.#kept.set(sha256, pixels);
    let sum = 0;
    for (const [key, { width, height }] of [...this.#kept].reverse()) {
      sum += width * height;
      if (sum > maxPixels) this.#kept.delete(key);
    }
  }

  /** Hands the pixels over, and keeps them no longer. */
  take(sha256: string | undefined): Pixels | undefined {
    if (sha256 === undefined) return undefined;
    const pixels = this.#kept.get(sha256);
    this.#kept.delete(sha256);
    return pixels;
  }
}
