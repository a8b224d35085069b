import type { Phase } from "@stratify/core";
import type { Translate } from "../l10n/translate.ts";
import type { ItemState } from "./item.ts";

/** What a job is doing, in words. */
export function phaseWords(phase: Phase, t: Translate): string {
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
