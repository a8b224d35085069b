import { type ColorName, colorNames } from "./colors.ts";
import { type ToneName, toneNames } from "./tones.ts";

/** What the words of the {@link vocabulary} come to. */
export type Word = "subject" | "background" | "sky" | "plants" | ToneName | ColorName;

/** Words that mean the same as another one. */
const synonyms = { foreground: "subject", gray: "grey" } as const;

/** Every keyword that the local engine can split a picture by; the README tells what each one gives. */
export const vocabulary = [
  "subject",
  "background",
  "sky",
  "plants",
  ...colorNames,
  ...toneNames,
  "foreground",
  "gray",
] as const;

/** What a word of the {@link vocabulary} asks the engine for; any other word is nothing. */
export function meaningOf(word: string): Word | undefined {
  const known = vocabulary.find((each) => each === word);
  return known === "foreground" || known === "gray" ? synonyms[known] : known;
}
