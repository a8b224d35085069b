import { Pace } from "../pixels/pace.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { resamplePixels } from "../pixels/resample.ts";
import { shrink } from "../pixels/shrink.ts";

/** Pixels of the longer side of the largest version that is kept. */
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

  /** Makes the version that all smaller ones are made of, for when many are wanted. */
  async prepare(signal: AbortSignal | undefined): Promise<void> {
    const factor = middling / Math.max(this.pixels.width, this.pixels.height);
    if (factor < 1) await this.at(factor, signal);
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

  /** What a version is scaled from: the least of those that are there and larger by a half, or the picture. */
  async #larger(longest: number, signal: AbortSignal | undefined): Promise<Pixels> {
    const sides = (made: Pixels) => Math.max(made.width, made.height);
    const larger = [...this.#made.values()].filter((made) => sides(made) >= 1.5 * longest);
    const [least = this.pixels] = larger.sort((one, other) => sides(one) - sides(other));
    const times = Math.floor(sides(least) / longest);
    return times < 2 ? least : shrink(least, times, new Pace(signal));
  }
}

function sideOf(length: number): number {
  return Math.max(1, Math.round(length));
}
