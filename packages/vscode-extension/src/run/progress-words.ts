import type { OperationName } from "@stratify/app/operation";
import type { Translate } from "../translate.ts";

/** What a run is called while it lasts. */
export function titleWords(op: OperationName, l10n: Translate): string {
  switch (op) {
    case "layers":
      return l10n.t("Splitting into layers");
    case "cutout":
      return l10n.t("Cutting out");
    case "mask":
      return l10n.t("Making masks");
    case "background":
      return l10n.t("Replacing backgrounds");
  }
}

/**
 * Where a run is: how many of many pictures are done, and what is being done with the one that was heard of last.
 *
 * @param name of that picture, with its phase; without both, one has just ended
 */
export function progressWords(
  done: number,
  total: number,
  l10n: Translate,
  name?: string,
  phase?: string,
): string {
  if (name === undefined || phase === undefined) {
    return total === 1 ? l10n.t("done") : l10n.t("{0} of {1} images are done", done, total);
  }
  return total === 1
    ? l10n.t("{0}: {1}", name, phase)
    : l10n.t("{0} of {1} images are done · {2}: {3}", done, total, name, phase);
}
