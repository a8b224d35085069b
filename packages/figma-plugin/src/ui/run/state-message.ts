import { layerStepMessage } from "@stratify/app/messages/job";
import type { Translate } from "../l10n/translate.ts";
import type { ItemState } from "./item.ts";

/** What is being done for an image. */
export function stateMessage(state: ItemState, t: Translate): string {
  switch (state) {
    case "waiting":
      return t("waiting for its turn");
    case "exporting":
      return t("exporting");
    case "working":
      return t("processing");
    case "reading":
    case "composing":
    case "checking":
      return layerStepMessage(state, t);
    case "ready":
    case "placed":
      return t("done");
    case "failed":
      return t("failed");
    case "canceled":
      return t("stopped");
  }
}
