import type { FrameNode, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Command } from "../../shared/commands.ts";
import type { About } from "../../shared/contract.ts";

/** Figma refuses more, and shows three lines. */
const mostLetters = 1000;

const again = "split-again" satisfies Command;
const further = "split-further" satisfies Command;

/** Puts the button on a result that makes it anew, with what it was made by. */
export function offerAgain(
  frame: Pick<FrameNode, "setRelaunchData">,
  { task, keywords, provider }: About,
): void {
  const isAutomatic = task === "split" && keywords.length === 0;
  const by = [isAutomatic ? "automatic layers" : keywords.join(", "), provider]
    .filter((part) => part !== "")
    .join(" · ");
  frame.setRelaunchData({ [again]: by.slice(0, mostLetters) });
}

/** Puts the button on a layer that splits it in turn. */
export function offerFurther(layer: Pick<SceneNode, "setRelaunchData">): void {
  layer.setRelaunchData({ [further]: "" });
}
