import { keywordProblem, parseKeywords, withHistory, withKeywords } from "@stratify/app/keywords/keywords";
import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { sharedWords } from "../words.ts";

const historyName = "keywords";

/** Words that many pictures can be split by. */
const common = ["person", "face", "hair", "product", "text", "logo", "sky", "background"];

/** The keywords to split by, none for automatic layers; or that another provider is to be chosen first. */
export type KeywordAnswer = readonly string[] | "another-provider";

/**
 * Asks by which keywords to split: words used before, the provider's own or common ones to select, and whatever is
 * entered, separated by commas. What a provider does not take can't be accepted. No keyword at all means automatic
 * layers, where the provider offers them.
 *
 * @param chosenBefore words that are selected to begin with
 * @returns `undefined` when the user canceled
 */
export async function askForKeywords(
  { name, capabilities }: ProviderInfo,
  memento: vscode.Memento,
  chosenBefore: readonly string[] = [],
): Promise<KeywordAnswer | undefined> {
  const { keywords: limits, automatic } = capabilities;
  if (!limits) return [];
  const before = withKeywords(chosenBefore, memento.get<readonly string[]>(historyName, []));
  const problemOf = (word: string) => keywordProblem(word, { name, capabilities }, sharedWords().t);
  const known = withKeywords(before, limits.vocabulary ?? common).filter((word) => !problemOf(word));

  const chosen = await pick({
    name,
    known,
    before,
    selected: chosenBefore,
    problemOf,
    isAutomatic: automatic !== undefined,
  });
  if (chosen && chosen !== "another-provider" && chosen.length > 0)
    await memento.update(historyName, withHistory(before, chosen));
  return chosen;
}

interface Picking {
  /** Name of the provider. */
  readonly name: string;
  readonly known: readonly string[];
  readonly before: readonly string[];
  /** Words that are selected to begin with. */
  readonly selected: readonly string[];
  readonly problemOf: (word: string) => string | undefined;
  /** Whether the provider splits without keywords. */
  readonly isAutomatic: boolean;
}

function pick({
  name,
  known,
  before,
  selected,
  problemOf,
  isAutomatic,
}: Picking): Promise<KeywordAnswer | undefined> {
  const view = vscode.window.createQuickPick();
  view.title = isAutomatic
    ? vscode.l10n.t("Split by which keywords? Without any, the layers are automatic.")
    : vscode.l10n.t("Split by which keywords?");
  view.placeholder = isAutomatic
    ? vscode.l10n.t("Press Enter for automatic layers, or enter keywords")
    : vscode.l10n.t("Enter keywords, separated by commas, or select some");
  const another: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("arrow-swap"),
    tooltip: vscode.l10n.t("Choose another provider"),
  };
  view.buttons = [another];
  view.canSelectMany = true;
  view.ignoreFocusOut = true;
  const item = (word: string): vscode.QuickPickItem => {
    const used = before.includes(word) ? { description: vscode.l10n.t("used before") } : {};
    return { label: word, ...used };
  };
  const items = known.map(item);
  view.items = items;
  view.selectedItems = items.filter(({ label }) => selected.includes(label));
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
      if (words.length === 0 && !isAutomatic)
        view.title = vscode.l10n.t("{0} needs at least one keyword.", name);
      else if (problem) view.title = vscode.l10n.t("{0} Change it, please.", problem);
      else {
        resolve(words);
        view.hide();
      }
    });
    view.onDidTriggerButton(() => {
      resolve("another-provider");
      view.hide();
    });
    view.onDidHide(() => {
      resolve(undefined);
      view.dispose();
    });
    view.show();
  });
}
