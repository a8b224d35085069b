import type { OperationName } from "./operation.ts";
import type { Translate } from "./phase-words.ts";

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

/** Where a run is: of one picture its name and phase, of many also how many are done. */
export function progressWords(
  done: number,
  total: number,
  name: string,
  phase: string,
  l10n: Translate,
): string {
  return total === 1
    ? l10n.t("{0}: {1}", name, phase)
    : l10n.t("{0} of {1} images · {2}: {3}", done, total, name, phase);
}
