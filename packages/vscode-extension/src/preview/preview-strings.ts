import * as vscode from "vscode";
import { l10n } from "vscode";
import type { PreviewStrings } from "./string-names.ts";

/** The page's words in the editor's language. `{0}` is filled in by the page. */
export function previewStrings(): PreviewStrings {
  return {
    view: l10n.t("View"),
    viewLayers: l10n.t("Layers"),
    viewCompare: l10n.t("Compare"),
    viewSides: l10n.t("Side by Side"),
    masks: l10n.t("Masks"),
    masksHint: l10n.t("Show the masks in colour over the source (M)"),
    backdrop: l10n.t("Backdrop"),
    backdropCheckers: l10n.t("Checkerboard"),
    backdropWhite: l10n.t("White"),
    backdropBlack: l10n.t("Black"),
    backdropColor: l10n.t("Colour"),
    pickColor: l10n.t("Choose the backdrop's colour"),
    zoom: l10n.t("Zoom"),
    zoomIn: l10n.t("Zoom in (+)"),
    zoomOut: l10n.t("Zoom out (-)"),
    zoomFit: l10n.t("Fit to the window (0)"),
    zoomActual: l10n.t("Show actual pixels (1)"),
    stage: l10n.t("{0}. Arrow keys move the image, plus and minus zoom, 0 fits it, 1 shows actual pixels."),
    divider: l10n.t("Divider between source and layers"),
    dividerValue: l10n.t("{0} % source"),
    source: l10n.t("Source"),
    result: l10n.t("Result"),
    layers: l10n.t("Layers"),
    only: l10n.t("Show only {0}"),
    all: l10n.t("Show all layers"),
    open: l10n.t("Open the file of {0}"),
    noSource: l10n.t("The source image was not found, so there is nothing to compare with."),
    broken: l10n.t("The file of {0} can't be shown. It may have been moved or deleted."),
    zoomed: l10n.t("Zoom {0} %"),
    hint: l10n.t("Drag to move, Ctrl+scroll to zoom, double-click to fit."),
  };
}

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
