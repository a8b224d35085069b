import { german } from "./german.ts";

/** A sentence of the UI, in English: what it is looked up by. */
export type Message = keyof typeof german;
export type Language = "en" | "de";

/** Puts a sentence into the user's language; `{0}`, `{1}` stand for the values. */
export type Translate = (message: Message, ...values: readonly (string | number)[]) => string;

export function translator(language: Language): Translate {
  return (message, ...values) => fill(language === "de" ? german[message] : message, values);
}

function fill(sentence: string, values: readonly (string | number)[]): string {
  return sentence.replaceAll(/\{(\d)\}/g, (whole, at) => String(values[Number(at)] ?? whole));
}

/** @param preferred the languages of the browser, the most wanted first */
export function chooseLanguage(chosen: "auto" | Language, preferred: readonly string[]): Language {
  if (chosen !== "auto") return chosen;
  const known = preferred.find((tag) => /^(de|en)\b/i.test(tag));
  return known?.toLowerCase().startsWith("de") ? "de" : "en";
}
