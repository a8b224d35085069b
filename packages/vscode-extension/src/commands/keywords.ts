import type { KeywordLimits } from "@stratify/core";
import type { Translate } from "../run/phase-words.ts";

/** Reads keywords out of what was typed: parted by commas or lines, each once. */
export function parseKeywords(text: string): readonly string[] {
  const words = text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
}

/** What is wrong with a keyword for a provider; `undefined` when nothing is. */
export function keywordProblem(
  word: string,
  { min, max, vocabulary }: KeywordLimits,
  name: string,
  l10n: Translate,
): string | undefined {
  if (vocabulary && !vocabulary.includes(word.toLowerCase())) {
    return l10n.t('{0} does not know "{1}".', name, word);
  }
  const { length } = [...word];
  if (length < min) return l10n.t('"{0}" is too short: {1} takes {2} letters or more.', word, name, min);
  if (max !== undefined && length > max) {
    return l10n.t('"{0}…" is too long: {1} takes {2} letters at most.', word.slice(0, 20), name, max);
  }
  return undefined;
}

/** What was used last comes first, each word once. */
export function keywordHistory(
  used: readonly string[],
  before: readonly string[],
  most: number,
): readonly string[] {
  const byWord = new Map<string, string>();
  for (const word of [...used, ...before]) {
    const key = word.toLowerCase();
    if (!byWord.has(key)) byWord.set(key, word);
  }
  return [...byWord.values()].slice(0, most);
}
