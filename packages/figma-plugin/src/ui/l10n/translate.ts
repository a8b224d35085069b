import {
  type Language,
  languageOf,
  type Message as SharedMessage,
  translator as translate,
} from "@stratify/app/messages/translate";
import { german } from "./german.ts";

/** A message of the UI, in English: the key of its translations. */
export type Message = SharedMessage | keyof typeof german;

/** Puts a message into the user's language; `{0}`, `{1}` stand for the values. */
export type Translate = (message: Message, ...values: readonly (string | number)[]) => string;

export function translator(language: Language): Translate {
  return translate(language, german);
}

/** @param preferred the languages of the browser, the most wanted first */
export function chooseLanguage(chosen: "auto" | Language, preferred: readonly string[]): Language {
  if (chosen !== "auto") return chosen;
  const known = preferred.find((tag) => /^(de|en)\b/i.test(tag));
  return known === undefined ? "en" : languageOf(known);
}
