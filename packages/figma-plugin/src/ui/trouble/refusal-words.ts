import { germanRefusals } from "../l10n/german-refusals.ts";
import type { Words } from "./trouble.ts";

/** What the main code says of a node or a job, in the user's language. */
export function refusalWords(
  { name, code, text }: { readonly name: string; readonly code: string; readonly text: string },
  { language }: Words,
): string {
  const known = language === "de" ? germanRefusals[code] : undefined;
  if (!known) return text;
  // What begins a sentence of its own is not about the name alone.
  return /^[A-Z]/.test(known) ? `„${name}“: ${known}` : `„${name}“ ${known}`;
}
