import type { TaskKind } from "@stratify/core";
import type { Message, Translate } from "../l10n/translate.ts";
import type { ShownProvider } from "./provider-book.ts";
import { costWords } from "./provider-facts.ts";

/** The tasks, as short as their tabs. */
export const taskNames: Readonly<Record<TaskKind, Message>> = {
  split: "Split",
  cutout: "Cut out",
  "replace-background": "Background",
};

/** What a provider can do and what it costs, in a line. */
export function capabilityWords(info: ShownProvider, t: Translate): string {
  const tasks = info.capabilities.tasks.map((task) => t(taskNames[task]));
  return `${tasks.join(", ")} · ${costWords(info, t)}`;
}
