import { german } from "./german.ts";

/** A message that hosts share, in English: the key of its translations. */
export type Message = keyof typeof german;
export type Language = "en" | "de";

/** Puts a shared message into the user's language; `{0}`, `{1}` stand for the values. */
export type Translate = (message: Message, ...values: readonly (string | number)[]) => string;

/** What messages need to know of the user. */
export interface Words {
  readonly t: Translate;
  readonly language: Language;
}

/**
 * Makes the translator of a language.
 *
 * @param more translations of a host's own messages
 */
export function translator<Own extends string = never>(
  language: Language,
  more?: Readonly<Record<Own, string>>,
): (message: Message | Own, ...values: readonly (string | number)[]) => string {
  const translations: Readonly<Record<string, string>> = { ...german, ...more };
  return (message, ...values) => {
    const sentence = language === "de" ? (translations[message] ?? message) : message;
    return sentence.replaceAll(/\{(\d)\}/g, (whole, at) => String(values[Number(at)] ?? whole));
  };
}

/** The language of the messages for a language tag, such as "de-AT". */
export function languageOf(tag: string): Language {
  return /^de\b/i.test(tag) ? "de" : "en";
}
