import type { Phase } from "@stratify/core";
import type { LayerSetProgress } from "@stratify/imaging";

/** The part of `vscode.l10n` that wording needs. */
export interface Translate {
  t(message: string, ...args: (string | number | boolean)[]): string;
}

/** What a job is doing, in words. */
export function phaseWords(phase: Phase, l10n: Translate): string {
  switch (phase) {
    case "uploading":
      return l10n.t("uploading");
    case "submitting":
      return l10n.t("handing in");
    case "queued":
      return l10n.t("waiting for its turn");
    case "running":
      return l10n.t("being worked on");
    case "downloading":
      return l10n.t("downloading");
    case "done":
      return l10n.t("done");
    case "failed":
      return l10n.t("failed");
  }
}

/** What the making of layers is doing, in words. */
export function stepWords(step: LayerSetProgress["step"], l10n: Translate): string {
  switch (step) {
    case "reading":
      return l10n.t("reading masks");
    case "composing":
      return l10n.t("making layers");
    case "checking":
      return l10n.t("checking layers");
  }
}
