import type { Phase, Progress } from "@stratify/core";
import type { LayerSetProgress } from "@stratify/imaging";

/** The part of `vscode.l10n` that wording needs. */
export interface Translate {
  t(message: string, ...args: (string | number | boolean)[]): string;
}

/** What a job is doing, in words. @param provider name of who does it */
function phaseWords(phase: Phase, provider: string, l10n: Translate): string {
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

/** What a job is doing, as exactly as its provider says; the engine names its steps. @param provider its name */
export function doingWords(
  { phase, raw, note }: Pick<Progress, "phase" | "raw" | "note">,
  provider: string,
  l10n: Translate,
): string {
  const step = raw === undefined ? undefined : engineWords(raw, l10n);
  if (step === undefined) return phaseWords(phase, provider, l10n);
  return note === undefined ? step : l10n.t("{0}, {1}", step, note);
}

/** What the engine is busy with, in words; `undefined` for any other status word. */
function engineWords(step: string, l10n: Translate): string | undefined {
  switch (step) {
    case "reading":
      return l10n.t("reading the image");
    case "finding":
      return l10n.t("finding the subject");
    case "cutting":
      return l10n.t("cutting it out");
    case "edges":
      return l10n.t("drawing the edges");
    case "painting":
      return l10n.t("painting the background");
    case "writing":
      return l10n.t("writing the result");
    default:
      return undefined;
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
