import type { Phase } from "@stratify/core";
import type { LayerSetProgress } from "@stratify/imaging";

/** The part of `vscode.l10n` that wording needs. */
export interface Translate {
  t(message: string, ...args: (string | number | boolean)[]): string;
}

/** What a job is doing, in words. @param provider name of who does it */
export function phaseWords(phase: Phase, provider: string, l10n: Translate): string {
  switch (phase) {
    case "uploading":
      return l10n.t("sending it to {0}", provider);
    case "submitting":
      return l10n.t("asking {0}", provider);
    case "queued":
      return l10n.t("waiting in {0}'s queue", provider);
    case "running":
      return l10n.t("{0} is working", provider);
    case "downloading":
      return l10n.t("fetching the result");
    case "done":
      // The job is over; the picture is not until its layers are made.
      return l10n.t("result fetched");
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
