import type { ProviderInfo } from "@stratify/core";
import type { Translate } from "../messages/translate.ts";

/** Most keywords that are remembered. */
const remembered = 24;

/** The words of a text that are separated by commas or lines: each once, as it was first written. */
export function parseKeywords(text: string): readonly string[] {
  const words = text.split(/[,;\n]/).map((word) => word.trim().replaceAll(/\s+/g, " "));
  const byName = new Map<string, string>();
  for (const word of words) if (word && !byName.has(word.toLowerCase())) byName.set(word.toLowerCase(), word);
  return [...byName.values()];
}

/** The list with more words, each once. */
export function withKeywords(list: readonly string[], more: readonly string[]): readonly string[] {
  return parseKeywords([...list, ...more].join(","));
}

/** What was used before, the latest first. */
export function withHistory(history: readonly string[], used: readonly string[]): readonly string[] {
  return withKeywords(used, history).slice(0, remembered);
}

/** What a provider has against a keyword; `undefined` when nothing. */
export function keywordProblem(
  word: string,
  { name, capabilities }: Pick<ProviderInfo, "name" | "capabilities">,
  t: Translate,
) {
  const { keywords } = capabilities;
  if (!keywords) return t("{0} takes no keywords: its layers are automatic.", name);
  const { vocabulary, min, max = Number.POSITIVE_INFINITY } = keywords;
  if (vocabulary && !vocabulary.includes(word.toLowerCase()))
    return t('{0} does not know "{1}".', name, word);
  const { length } = [...word];
  if (length < min) return t('"{0}" is too short: {1} takes {2} letters or more.', word, name, min);
  if (length > max)
    return t(
      '"{0}…" is too long: {1} takes {2} letters at most.',
      [...word].slice(0, 20).join(""),
      name,
      max,
    );
  return undefined;
}

/** What could be meant: the words that a provider knows, or those used before. */
export function suggestions(
  { capabilities: { keywords } }: Pick<ProviderInfo, "capabilities">,
  history: readonly string[],
  chosen: readonly string[],
): readonly string[] {
  const taken = new Set(chosen.map((word) => word.toLowerCase()));
  const { vocabulary } = keywords ?? {};
  const words = vocabulary
    ? withKeywords(
        history.filter((word) => vocabulary.includes(word)),
        vocabulary,
      )
    : history;
  return words.filter((word) => !taken.has(word.toLowerCase()));
}
