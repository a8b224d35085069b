import type { SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { createAnswers } from "./bridge/answers.ts";
import { openBridge } from "./bridge/bridge.ts";
import { startAnswer } from "./bridge/start.ts";
import { tellSelection } from "./collect/tell-selection.ts";
import { Journal } from "./journal/journal.ts";
import { listenParameters } from "./parameters/listen-parameters.ts";
import { PlanBook } from "./plan/plan-book.ts";

listenParameters(figma);

figma.on("run", (event) => {
  if (event.command === "open-dev-resource") return;
  const run = { command: event.command, parameters: event.parameters };
  figma.showUI(__uiFiles__.html ?? "", { width: 360, height: 600, themeColors: true, title: "Stratify" });

  const copies = new Set<SceneNode>();
  openBridge(
    figma.ui,
    createAnswers({
      figma,
      files: __uiFiles__,
      start: () => startAnswer(figma, run),
      journal: new Journal(figma.clientStorage),
      book: new PlanBook(),
      copies,
    }),
  );

  tellSelection(figma);
  // Whoever closes the plugin while a copy is drawn would find it on the page: nothing that waits runs after this.
  figma.on("close", () => {
    for (const copy of copies) if (!copy.removed) copy.remove();
  });
});
