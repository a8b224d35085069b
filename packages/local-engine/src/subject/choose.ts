import type { Mask } from "@stratify/imaging";
import type { Verdict } from "./judge.ts";
import { overlap } from "./overlap.ts";

/** A cut and what is thought of it. */
export interface Judged {
  readonly mask: Mask;
  readonly verdict: Verdict;
}

/** Cuts that share more colours with their surroundings than this, or have a fainter outline, are cuts through nothing. */
const leastSeparation = 0.5;
const leastContrast = 0.12;
/** A cut that holds more of the picture's border is the background. */
const mostBorder = 0.6;
/** A cut of which more of the outline runs through evenness ends where nothing does, when there is another. */
const leastOutlined = 0.88;
/** A cut of less of the middle than this is taken for a detail, such as an eye, when there is a larger one. */
const leastCoverage = 0.13;
/** Cuts nearly as good as the best, and nearly the same, are versions of it. */
const versionScore = 0.05;
const versionOverlap = 0.8;

/**
 * Takes the cut with the best score; of its versions, the one that the others agree with most, since a part that one
 * of them lacks is seldom missed by all.
 *
 * @returns `undefined` when no cut shows a clear subject
 */
export function choose(cuts: readonly Judged[]): Judged | undefined {
  const clear = cuts.filter(({ verdict: { separation, contrast, area, border } }) => {
    const told = separation >= leastSeparation && contrast >= leastContrast;
    return told && area > 0.003 && area < 0.95 && border < mostBorder;
  });
  const outlined = unlessNone(clear, ({ verdict }) => verdict.outlined >= leastOutlined);
  const whole = unlessNone(outlined, ({ verdict }) => verdict.coverage >= leastCoverage);
  const ranked = whole.toSorted((a, b) => b.verdict.score - a.verdict.score);
  const [best] = ranked;
  if (!best) return undefined;
  const versions = ranked.filter(({ mask, verdict }) => {
    return verdict.score > best.verdict.score - versionScore && overlap(mask, best.mask) > versionOverlap;
  });
  const agreement = (mask: Mask) => versions.reduce((sum, other) => sum + overlap(mask, other.mask), 0);
  return versions
    .map((cut) => ({ cut, agreed: agreement(cut.mask) }))
    .reduce((most, each) => (each.agreed > most.agreed ? each : most)).cut;
}

function unlessNone(cuts: readonly Judged[], wanted: (cut: Judged) => boolean): readonly Judged[] {
  const found = cuts.filter(wanted);
  return found.length > 0 ? found : cuts;
}
