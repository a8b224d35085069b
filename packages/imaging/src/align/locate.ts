import { Pace } from "../pixels/pace.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { type Fit, fit } from "./fit.ts";
import type { Kind } from "./kind.ts";
import type { Placement } from "./placement.ts";
import { bestNear, bestShifts, usualDifference } from "./shift-search.ts";
import { type Template, templateOf } from "./template.ts";
import { middling, Versions } from "./versions.ts";

/** Where a clipped result was found, or why it was not. */
export type Located =
  | {
      readonly area: Placement;
      readonly confidence: number;
      /** Whether it lies there on whole pixels and as large as it is. */
      readonly exact: boolean;
    }
  | { readonly why: string };

/** Least share of the usual difference between two places that the place found does without. */
const leastConfidence = 0.7;
/** Pixels of the result's longer side when it is looked for in the whole source. */
const coarse = 32;
const largestCoarseSource = 400;
const scaleStep = 1.06;
const smallestArea = 1 / 8;
const candidates = 5;

/** Pixels and share of a side by which a fit may differ from full size to be tried at exactly that. */
const nearlyUnscaled = 2;

/**
 * Finds the part of the source that a result shows: by the mean difference of up to 400 of its visible pixels, tried at
 * every place of a small version, the best five places then followed to larger ones and fitted between pixels. First as
 * large as it is; where that does not fit exactly, in case it was rescaled, at each scale from filling the source to an
 * eighth of that, in steps of 6 %, and the better of both counts.
 *
 * Confidence is 1 less the difference at the place found over the usual difference at other places. It has to be at
 * least 0.7, and every other place clearly worse (1.5 times and 2 levels), or else the result counts as not found.
 *
 * @throws the signal's reason
 */
export async function locate(
  from: Versions,
  result: Pixels,
  kind: Kind,
  signal?: AbortSignal,
): Promise<Located> {
  const shown = new Versions(result);
  await from.prepare(signal);
  await shown.prepare(signal);
  const search = new Search(from, shown, kind, signal);
  const fits = result.width <= from.pixels.width && result.height <= from.pixels.height;
  const unscaled = fits ? await search.atScale(1) : undefined;
  if (unscaled && "area" in unscaled && unscaled.exact) return unscaled;
  const scale = await search.bestScale();
  const scaled = scale === undefined ? undefined : await search.atScale(scale);
  if (unscaled && "area" in unscaled && scaled && "area" in scaled) {
    return unscaled.confidence >= scaled.confidence ? unscaled : scaled;
  }
  return scaled && "area" in scaled ? scaled : (unscaled ?? scaled ?? { why: "too little of it is visible" });
}

class Search {
  readonly #source: Versions;
  readonly #result: Versions;
  readonly #kind: Kind;
  readonly #signal: AbortSignal | undefined;
  readonly #pace: Pace;

  constructor(source: Versions, result: Versions, kind: Kind, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#result = result;
    this.#kind = kind;
    this.#signal = signal;
    this.#pace = new Pace(signal);
  }

  /** The scale at which the best place of a small version is best compared with usual ones. */
  async bestScale(): Promise<number | undefined> {
    const [{ width, height }, result] = [this.#source.pixels, this.#result.pixels];
    const most = Math.min(width / result.width, height / result.height);
    let best: { readonly scale: number; readonly share: number } | undefined;
    for (let scale = most; scale > most * smallestArea; scale /= scaleStep) {
      const factor = this.#coarseFactor(scale);
      const [source, template] = [await this.#sourceAt(factor), await this.#templateAt(factor, scale)];
      if (!template) continue;
      const usual = Math.max(1, usualDifference(source, template));
      const [shift] = await bestShifts(source, template, 1, this.#pace, best && best.share * usual);
      if (!shift) continue;
      const share = shift.difference / usual;
      if (!best || share < best.share) best = { scale, share };
    }
    return best?.scale;
  }

  /** @param scale source pixels a pixel of the result, off by a step at most */
  async atScale(scale: number): Promise<Located> {
    const [{ width, height }, result] = [this.#source.pixels, this.#result.pixels];
    let factor = this.#coarseFactor(scale);
    const template = await this.#templateAt(factor, scale);
    if (!template) return { why: "too little of it is visible" };
    const source = await this.#sourceAt(factor);
    const usual = usualDifference(source, template);
    const shifts = await bestShifts(source, template, candidates, this.#pace);
    const [across, down] = [source.width / width, source.height / height];
    let fits: Fit[] = shifts.map(({ x, y, difference }) => {
      const size = { width: result.width * scale, height: result.height * scale };
      return { area: { x: x / across, y: y / down, ...size }, difference };
    });
    const whole = Math.max(result.width, result.height) * scale;
    const finest = Math.min(1, Math.max(factor, middling / whole));
    const shape = 1 / result.width + 1 / result.height;
    for (let size = scaleStep - 1; fits.length > 0; size = 2 / whole / factor) {
      const [version, sample] = [await this.#sourceAt(factor), await this.#templateAt(factor, scale)];
      if (sample) {
        fits = fits.map(({ area }) =>
          fit(version, { width, height }, sample, area, { pixels: 2, size, shape }),
        );
      }
      await this.#pace.step();
      fits = withinReach(fits);
      if (factor >= finest) break;
      factor = Math.min(finest, 2 * factor);
    }
    return this.#judge(fits, usual);
  }

  async #judge(fits: readonly Fit[], usual: number): Promise<Located> {
    const [best, ...others] = [...fits].sort((one, other) => one.difference - other.difference);
    if (!best) return { why: "it does not fit into the source" };
    const exact = await this.#exactly(best);
    const difference = exact?.difference ?? best.difference;
    const area = exact?.area ?? best.area;
    const confidence = 1 - difference / Math.max(1, usual);
    const said = `confidence ${Math.max(0, confidence).toFixed(2)}, at least ${leastConfidence} is needed`;
    if (confidence < leastConfidence) return { why: `what it shows was not found in the source (${said})` };
    const apart = Math.max(area.width, area.height) / 8;
    const rival = others.find((one) => {
      const elsewhere = Math.max(Math.abs(one.area.x - area.x), Math.abs(one.area.y - area.y)) > apart;
      return elsewhere && one.difference < Math.max(1.5 * difference, difference + 2);
    });
    return rival
      ? { why: "what it shows is found in the source more than once" }
      : { area, confidence, exact: exact !== undefined };
  }

  /** The same place at full size and on whole pixels, where that fits as well: then the result was not rescaled. */
  async #exactly({ area, difference }: Fit): Promise<Fit | undefined> {
    const { width, height } = this.#result.pixels;
    const off = Math.max(Math.abs(area.width - width), Math.abs(area.height - height));
    if (off > nearlyUnscaled) return undefined;
    const template = await this.#templateAt(1, 1);
    if (!template) return undefined;
    const [x, y] = [area.x + (area.width - width) / 2, area.y + (area.height - height) / 2];
    const shift = bestNear(this.#source.pixels, template, Math.round(x), Math.round(y), 2);
    if (shift.difference > difference + 1) return undefined;
    return { area: { x: shift.x, y: shift.y, width, height }, difference: shift.difference };
  }

  #coarseFactor(scale: number): number {
    const longest = Math.max(this.#source.pixels.width, this.#source.pixels.height);
    const wanted = coarse / (Math.max(this.#result.pixels.width, this.#result.pixels.height) * scale);
    return Math.min(1, wanted, largestCoarseSource / longest);
  }

  #sourceAt(factor: number): Promise<Pixels> {
    return this.#source.at(factor, this.#signal);
  }

  async #templateAt(factor: number, scale: number): Promise<Template | undefined> {
    return templateOf(await this.#result.at(factor * scale, this.#signal), this.#kind);
  }
}

/** The places that may still turn out best, or stand beside the best. */
function withinReach(fits: readonly Fit[]): Fit[] {
  const least = Math.min(...fits.map(({ difference }) => difference));
  return fits.filter(({ difference }) => difference <= Math.max(2.5 * least, least + 6));
}
