import { Pace } from "../pace.ts";
import type { Pixels } from "../pixels.ts";
import { resamplePixels } from "../resample.ts";
import { shrink } from "../shrink.ts";

/** Pixels of the longer side of the version that smaller ones are made of, and up to which versions are kept. */
export const middling = 1024;

/** A picture at other sizes, each made once: a source is compared with every result, at many sizes. */
export class Versions {
  readonly pixels: Pixels;
  readonly #made = new Map<string, Pixels>();

  constructor(pixels: Pixels) {
    this.pixels = pixels;
  }

  /** @returns the picture itself for a factor of 1 */
  async at(factor: number, signal: AbortSignal | undefined): Promise<Pixels> {
    const { width, height } = this.pixels;
    return factor === 1 ? this.pixels : this.sized(sideOf(width * factor), sideOf(height * factor), signal);
  }

  async sized(width: number, height: number, signal: AbortSignal | undefined): Promise<Pixels> {
    const size = `${width} x ${height}`;
    const known = this.#made.get(size);
    if (known) return known;
    const from = await this.#larger(Math.max(width, height), signal);
    const made = await resamplePixels(from, width, height, { signal });
    if (Math.max(width, height) <= middling) this.#made.set(size, made);
    return made;
  }

  /** What a version is scaled from: for a small one the middling one, for others a whole fraction of the picture. */
  async #larger(longest: number, signal: AbortSignal | undefined): Promise<Pixels> {
    const own = Math.max(this.pixels.width, this.pixels.height);
    if (longest < middling / 2 && own > middling) return this.at(middling / own, signal);
    const times = Math.floor(own / longest);
    return times < 2 ? this.pixels : shrink(this.pixels, times, new Pace(signal));
  }
}

function sideOf(length: number): number {
  return Math.max(1, Math.round(length));
}
