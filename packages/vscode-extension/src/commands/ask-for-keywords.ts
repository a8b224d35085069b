import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { keywordHistory, keywordProblem, parseKeywords } from "./keywords.ts";

const historyName = "keywords";
const mostRemembered = 30;

/** Words that many pictures can be split by. */
const common = ["person", "face", "hair", "product", "text", "logo", "sky", "background"];

/**
 * Asks by which keywords to split: words used before, the provider's own or common ones to tick, and whatever is
 * typed, parted by commas. What a provider does not take can't be accepted.
 */
export async function askForKeywords(
  { name, capabilities }: ProviderInfo,
  memento: vscode.Memento,
): Promise<readonly string[] | undefined> {
  const limits = capabilities.keywords ?? { min: 1 };
  const problemOf = (word: string) => keywordProblem(word, limits, name, vscode.l10n);
  const before = memento.get<readonly string[]>(historyName, []);
  const known = keywordHistory(before, limits.vocabulary ?? common, 60).filter((word) => !problemOf(word));

  const chosen = await pick(known, before, problemOf);
  if (chosen) await memento.update(historyName, keywordHistory(chosen, before, mostRemembered));
  return chosen;
}

function pick(
  known: readonly string[],
  before: readonly string[],
  problemOf: (word: string) => string | undefined,
): Promise<readonly string[] | undefined> {
  const view = vscode.window.createQuickPick();
  view.title = vscode.l10n.t("Split by which keywords?");
  view.placeholder = vscode.l10n.t("Type keywords parted by commas, or tick some");
  view.canSelectMany = true;
  view.ignoreFocusOut = true;
  const item = (word: string): vscode.QuickPickItem => {
    const used = before.includes(word) ? { description: vscode.l10n.t("used before") } : {};
    return { label: word, ...used };
  };
  const items = known.map(item);
  view.items = items;
  // Typed words stand on top and are ticked, whatever the filter thinks of them.
  view.onDidChangeValue((value) => {
    const ticked = view.selectedItems.filter((each) => items.includes(each));
    const typed = parseKeywords(value).map((word): vscode.QuickPickItem => {
      const problem = problemOf(word);
      return { label: word, alwaysShow: true, detail: problem ?? vscode.l10n.t("as typed") };
    });
    const labels = new Set(typed.map(({ label }) => label.toLowerCase()));
    view.items = [...typed, ...items.filter(({ label }) => !labels.has(label.toLowerCase()))];
    view.selectedItems = [...typed, ...ticked.filter((each) => view.items.includes(each))];
  });
  return new Promise((resolve) => {
    view.onDidAccept(() => {
      const words = parseKeywords([view.value, ...view.selectedItems.map(({ label }) => label)].join(","));
      const problem = words.map(problemOf).find(Boolean);
      if (words.length === 0) view.title = vscode.l10n.t("Split by which keywords? Give one at least.");
      else if (problem) view.title = vscode.l10n.t("{0} Change it, please.", problem);
      else {
        resolve(words);
        view.hide();
      }
    });
    view.onDidHide(() => {
      resolve(undefined);
      view.dispose();
    });
    view.show();
  });
}
