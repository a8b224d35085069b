import { Pace } from "../pace.ts";
import type { Pixels } from "../pixels.ts";
import type { Kind } from "./kind.ts";
import type { Placement } from "./placement.ts";
import { bestNear, bestShifts, type Shift, usualDifference } from "./shift-search.ts";
import { type Template, templateOf } from "./template.ts";
import { middling, Versions } from "./versions.ts";

/** Where a clipped result was found, or why it was not. */
export type Located = { readonly area: Placement; readonly confidence: number } | { readonly why: string };

/** Least share of the usual difference between two places that the place found does without. */
const leastConfidence = 0.7;
/** Pixels of the result's longer side when it is looked for in the whole source. */
const coarse = 32;
const largestCoarseSource = 400;
const scaleStep = 1.06;
const smallestArea = 1 / 8;
const candidates = 5;

/** A place in source pixels, and source pixels a pixel of the result. */
interface Candidate extends Shift {
  readonly scale: number;
}

/**
 * Finds the part of the source that a result shows: by the mean difference of up to 400 of its visible pixels, tried at
 * every place of a small version, the best five places then followed up to full size. First as large as it is; then,
 * in case it was rescaled, at each scale from filling the source to an eighth of that, in steps of 6 %.
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
  const source = from.pixels;
  const search = new Search(from, result, kind, signal);
  const fits = result.width <= source.width && result.height <= source.height;
  const unscaled = fits ? await search.atScale(1, 0) : undefined;
  if (unscaled && "area" in unscaled) return unscaled;
  const scale = await search.bestScale();
  const scaled = scale === undefined ? undefined : await search.atScale(scale, scaleStep - 1);
  return scaled ?? unscaled ?? { why: "too little of it is visible" };
}

class Search {
  readonly #source: Versions;
  readonly #result: Versions;
  readonly #kind: Kind;
  readonly #signal: AbortSignal | undefined;
  readonly #pace: Pace;

  constructor(source: Versions, result: Pixels, kind: Kind, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#result = new Versions(result);
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

  /** @param slack share by which the scale may be off */
  async atScale(scale: number, slack: number): Promise<Located> {
    let factor = this.#coarseFactor(scale);
    const template = await this.#templateAt(factor, scale);
    if (!template) return { why: "too little of it is visible" };
    const source = await this.#sourceAt(factor);
    const usual = usualDifference(source, template);
    let places: Candidate[] = (await bestShifts(source, template, candidates, this.#pace)).map((shift) => {
      return { x: shift.x / factor, y: shift.y / factor, difference: shift.difference, scale };
    });
    let left = slack;
    const whole = Math.max(this.#result.pixels.width, this.#result.pixels.height) * scale;
    const finest = slack > 0 ? Math.min(1, Math.max(factor, middling / whole)) : 1;
    while (factor < finest) {
      factor = Math.min(finest, 2 * factor);
      const longest = whole * factor;
      const step = left;
      while (left * longest > 0.5) left /= 2;
      const refined: Candidate[] = [];
      for (const place of places) refined.push(await this.#refine(place, factor, step, left));
      places = withinReach(refined);
    }
    return this.#judge(places, usual);
  }

  /** Follows one place to a larger version; where the scale is unsure it is tried a step up and down, ever smaller. */
  async #refine(place: Candidate, factor: number, from: number, to: number): Promise<Candidate> {
    const source = await this.#sourceAt(factor);
    let best: Candidate = { ...place, difference: Number.POSITIVE_INFINITY };
    const attempt = async (scale: number, near: Candidate) => {
      const template = await this.#templateAt(factor, scale);
      if (!template || template.width > source.width || template.height > source.height) return;
      const grown = (scale - near.scale) / 2;
      const x = Math.round((near.x - grown * this.#result.pixels.width) * factor);
      const y = Math.round((near.y - grown * this.#result.pixels.height) * factor);
      const shift = bestNear(source, template, x, y, 3);
      if (shift.difference >= best.difference) return;
      best = { x: shift.x / factor, y: shift.y / factor, difference: shift.difference, scale };
    };
    await attempt(place.scale, place);
    for (let step = from; step > 0 && step >= to; step /= 2) {
      const center = best;
      await attempt(center.scale * (1 + step), center);
      await attempt(center.scale * (1 - step), center);
      if (this.#pace.due()) await this.#pace.rest();
    }
    return best;
  }

  #judge(places: readonly Candidate[], usual: number): Located {
    const [best, ...others] = [...places].sort((one, other) => one.difference - other.difference);
    if (!best) return { why: "it does not fit into the source" };
    const confidence = 1 - best.difference / Math.max(1, usual);
    const said = `confidence ${Math.max(0, confidence).toFixed(2)}, at least ${leastConfidence} is needed`;
    if (confidence < leastConfidence) return { why: `what it shows was not found in the source (${said})` };
    const { width, height } = this.#result.pixels;
    const area = { x: best.x, y: best.y, width: width * best.scale, height: height * best.scale };
    const apart = Math.max(area.width, area.height) / 8;
    const rival = others.find((one) => {
      const elsewhere = Math.max(Math.abs(one.x - best.x), Math.abs(one.y - best.y)) > apart;
      return elsewhere && one.difference < Math.max(1.5 * best.difference, best.difference + 2);
    });
    return rival ? { why: "what it shows is found in the source more than once" } : { area, confidence };
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
function withinReach(places: readonly Candidate[]): Candidate[] {
  const least = Math.min(...places.map(({ difference }) => difference));
  return places.filter(({ difference }) => difference <= Math.max(2.5 * least, least + 6));
}
