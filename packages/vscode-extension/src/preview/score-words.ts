import * as vscode from "vscode";

/** How exactly layers add up to their source, in levels of 0 to 255. */
export interface Score {
  readonly mean: number;
  readonly max: number;
}

/** Differences up to this many levels can't be seen. */
const unseen = 3;

/** A layer set's proof, in a sentence. */
export function scoreWords({ mean, max }: Score): string {
  if (max === 0) return vscode.l10n.t("Drawn over each other, the layers give exactly the source.");
  const most = number(max, 0);
  if (max <= unseen) {
    return vscode.l10n.t(
      "Drawn over each other, the layers give the source to within {0} of 255 levels: no eye sees that.",
      most,
    );
  }
  return vscode.l10n.t(
    "Drawn over each other, the layers are {0} of 255 levels off the source on average, {1} at most.",
    number(mean, 2),
    most,
  );
}

function number(value: number, digits: number): string {
  return Math.max(value, 10 ** -digits).toLocaleString(vscode.env.language, {
    maximumFractionDigits: digits,
  });
}
