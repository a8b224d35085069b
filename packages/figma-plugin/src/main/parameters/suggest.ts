import { providers } from "../../shared/providers.ts";

/** What quick actions show below their field. */
export interface Suggestion {
  readonly name: string;
  readonly data: string;
}

const most = 8;

/**
 * What was used before and goes on as the last keyword begins; those typed already stay in front. With nothing typed,
 * all that was used before.
 *
 * @param history the latest first
 */
export function suggestKeywords(query: string, history: readonly string[]): Suggestion[] {
  const typed = query.split(",").map((word) => word.trim());
  const last = typed.pop() ?? "";
  const before = typed.filter((word) => word !== "");
  const used = new Set([...before, last].map((word) => word.toLowerCase()));
  const words = history.filter(
    (word) => word.toLowerCase().startsWith(last.toLowerCase()) && !used.has(word.toLowerCase()),
  );
  const asTyped = last === "" ? before : [...before, last];
  return [asTyped, ...words.map((word) => [...before, word])]
    .filter((keywords) => keywords.length > 0)
    .slice(0, most)
    .map((keywords) => keywords.join(", "))
    .map((name) => ({ name, data: name }));
}

/** Services that have the command's task, by how their names begin; all where Figma does not tell the command yet. */
export function suggestProviders(query: string, command: string): Suggestion[] {
  const start = query.trim().toLowerCase();
  const able = providers.filter(({ commands }) => commands.some((known) => known === command));
  return (able.length > 0 ? able : providers)
    .filter(({ id, name }) => id.startsWith(start) || name.toLowerCase().startsWith(start))
    .map(({ id, name }) => ({ name, data: id }));
}
