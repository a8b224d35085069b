import type { Mask } from "@stratify/imaging";
import type { LabImage } from "../../pixels/lab.ts";
import type { OpenCv } from "../../pixels/open-cv.ts";
import { pieces } from "../pieces.ts";
import { type CutFeatures, cutFeatures } from "./cut-features.ts";
import { regionTree } from "./region-tree.ts";

/** A way to take an object for two. */
export interface Cut {
  readonly one: Mask;
  readonly other: Mask;
  readonly features: CutFeatures;
}

/** Smallest side of a cut, as a share of the whole. */
const leastSide = 0.07;
/** Least share of a side that hangs together. */
const leastTogether = 0.9;

/** Every way to cut an object along the borders of its colours into two sides that each hang together. */
export function cuts(cv: OpenCv, lab: LabImage, whole: Mask): Cut[] {
  const { labels, parts } = regionTree(lab, whole);
  const total = whole.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const found: Cut[] = [];
  for (const { patches, area } of parts) {
    if (area < leastSide * total || area > (1 - leastSide) * total) continue;
    const members = new Set(patches);
    const data = labels.map((label) => (members.has(label) ? 255 : 0));
    const one = { ...whole, data: Uint8Array.from(data) };
    const rest = {
      ...whole,
      data: whole.data.map((value, at) => (value > 0 && one.data[at] === 0 ? 255 : 0)),
    };
    const [other] = pieces(cv, rest, leastTogether * (total - area));
    if (!other) continue;
    // Crumbs that the cut leaves behind go to the other side.
    const crumbs = rest.data.some((value, at) => value > 0 && other.data[at] === 0);
    const full = crumbs
      ? { ...one, data: one.data.map((v, at) => (v || (rest.data[at] && !other.data[at]) ? 255 : 0)) }
      : one;
    found.push({ one: full, other, features: cutFeatures(lab, whole, full, other) });
  }
  return found;
}
