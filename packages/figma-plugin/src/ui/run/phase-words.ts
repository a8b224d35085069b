import type { Phase } from "@stratify/core";
import type { Translate } from "../l10n/translate.ts";
import type { ItemState, JobLine } from "./item.ts";

/** What a job is doing, as exactly as its provider says; the engine names its steps. */
export function jobWords({ phase, raw, note }: Omit<JobLine, "keyword">, t: Translate): string {
  const words = (raw !== undefined && engineWords(raw, t)) || phaseWords(phase, t);
  return note === undefined ? words : `${words} · ${note}`;
}

/** What the engine is busy with, in words; `undefined` for any other status word. */
function engineWords(step: string, t: Translate): string | undefined {
  switch (step) {
    case "reading":
      return t("reading the image");
    case "finding":
      return t("finding the subject");
    case "cutting":
      return t("cutting it out");
    case "edges":
      return t("drawing the edges");
    case "painting":
      return t("painting the background");
    case "writing":
      return t("writing the result");
    default:
      return undefined;
  }
}

function phaseWords(phase: Phase, t: Translate): string {
  switch (phase) {
    case "uploading":
      return t("uploading");
    case "submitting":
      return t("handing in");
    case "queued":
      return t("waiting for its turn");
    case "running":
      return t("being worked on");
    case "downloading":
      return t("downloading");
    case "done":
      return t("done");
    case "failed":
      return t("failed");
  }
}

/** What is being done for a picture, in words. */
export function stateWords(state: ItemState, t: Translate): string {
  switch (state) {
    case "waiting":
      return t("waiting for its turn");
    case "exporting":
      return t("taking its picture");
    case "working":
      return t("being worked on");
    case "reading":
      return t("reading masks");
    case "composing":
      return t("making layers");
    case "checking":
      return t("checking layers");
    case "ready":
    case "placed":
      return t("done");
    case "failed":
      return t("failed");
    case "canceled":
      return t("stopped");
  }
}
