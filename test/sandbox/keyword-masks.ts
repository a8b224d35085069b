import { createHash } from "node:crypto";
import { decodeImage, invertMask, type Mask, type Pixels, setCodecs } from "@stratify/imaging";
import { loadWasm } from "@stratify/imaging/node";
import { colorNames, createEngine, type Engine } from "@stratify/local-engine";
import { fingerprint } from "./intern.ts";
import { createMemo } from "./memo.ts";

/** Words under which people look for the main subject. */
const subjectWords = new Set(["subject", "character", "person", "body", "foreground", "object", "product"]);
const regionCount = 4;

/** Finds what a keyword means in an image, remembering what it found. */
export class KeywordMasks {
  /** Starts its worker with the first image, and ends it when there was none for a while. */
  readonly #engine: Engine = createEngine();
  // Pixels are large: of many jobs on one photograph, one does the work.
  readonly #decoded = createMemo<Pixels>(3);
  readonly #masks = createMemo<readonly Mask[]>(24);

  constructor() {
    setCodecs(loadWasm);
  }

  decode(source: Uint8Array): Promise<Pixels> {
    return this.#decoded(fingerprint(source), () => decodeImage(source));
  }

  subject(source: Uint8Array): Promise<Mask> {
    return this.#one(source, "subject", (pixels) => this.#engine.subject(pixels));
  }

  /** The parts of the picture that hold anything. */
  async regions(source: Uint8Array): Promise<readonly Mask[]> {
    const pixels = await this.decode(source);
    return this.#masks(`${fingerprint(source)} regions`, async () => {
      const regions = await this.#engine.regions(pixels, regionCount);
      return regions.filter((region) => region.data.some((value) => value > 127));
    });
  }

  /** A colour, the subject, or for any other word one region that is always the same for it. */
  async find(source: Uint8Array, keyword: string): Promise<Mask> {
    const word = keyword.trim().toLowerCase();
    if (word === "background") return invertMask(await this.subject(source));
    const color = colorNames.find((name) => name === word);
    if (color) return this.#one(source, color, (pixels) => this.#engine.color(pixels, color));
    const regions = subjectWords.has(word) ? [] : await this.regions(source);
    return regions[hash(word) % regions.length] ?? this.subject(source);
  }

  async #one(source: Uint8Array, what: string, make: (pixels: Pixels) => Promise<Mask>): Promise<Mask> {
    const pixels = await this.decode(source);
    const [mask] = await this.#masks(`${fingerprint(source)} ${what}`, async () => [await make(pixels)]);
    if (!mask) throw new Error("The engine gave no mask");
    return mask;
  }
}

/** A number that is always the same for a word. */
export function hash(word: string): number {
  return createHash("sha256").update(word).digest().readUInt32BE();
}
