import type { Remark } from "@stratify/app/deliver/remarks";
import { errorMessage } from "@stratify/app/messages/error";
import { remarkMessage } from "@stratify/app/messages/remark";
import type { Language } from "@stratify/app/messages/translate";
import { isStratifyError, type StratifyError } from "@stratify/core";
import { ImagingError } from "@stratify/imaging";
import { MainRefusal } from "../../shared/ask-main.ts";
import { germanRefusals } from "../l10n/german-refusals.ts";
import type { Translate } from "../l10n/translate.ts";
import { reachOf } from "../reach/reach.ts";

/** Something that went wrong, as the user is told. */
export interface Trouble {
  /** What it is about: a layer's keyword, or nothing less than the picture. */
  readonly about?: string;
  /** What is wrong and what to do. */
  readonly text: string;
  /** For whoever is asked for help; holds no key. */
  readonly details: string;
  /** What the settings can do about it. */
  readonly remedy?: "relay" | "key";
}

/** Words of one language. */
export interface Words {
  readonly t: Translate;
  readonly language: Language;
}

/**
 * Puts an error into the user's words.
 *
 * @param image the picture that it is about
 */
export function troubleOf(error: unknown, image: string, words: Words): Trouble {
  const details = detailsOf(error, image);
  if (!isStratifyError(error)) return { text: plainText(error, image, words), details };
  const about = error.keyword === undefined ? {} : { about: error.keyword };
  const text = sentence(error, words);
  if (reachOf(error) === "no-cors") return { ...about, text, details, remedy: "relay" };
  const isKey = error.code === "unauthorized" || error.code === "forbidden";
  return { ...about, text, details, ...(isKey && { remedy: "key" }) };
}

/** An error of a service in a sentence or two. */
export function sentence(error: StratifyError, { t, language }: Words): string {
  const name = error.providerName ?? error.provider ?? "";
  const reach = reachOf(error);
  const charged = error.mayHaveBeenCharged ? ` ${t("It may have been charged.")}` : "";
  if (reach === "no-cors" && error.provider === "relay")
    return t("No answer from the relay can be read. Check its address.");
  if (reach === "no-cors")
    return `${t("{0} can't be called from Figma directly: set a relay in the settings.", name)}${charged}`;
  if (reach === "blocked")
    return `${t("This copy of the plugin is not allowed to call {0}.", name)}${charged}`;
  if (reach === "offline")
    return `${t("{0} can't be reached. Check the connection and run it again.", name)}${charged}`;
  return errorMessage(error, error.image ?? "", { t, language });
}

/** The main code's messages are in English; the other language goes by their codes. */
function plainText(error: unknown, image: string, words: Words): string {
  const known =
    words.language === "de" && error instanceof MainRefusal ? germanRefusals[error.code] : undefined;
  return known === undefined ? errorMessage(error, image, words) : `${image}: ${known}`;
}

/** All that is known of an error but keys, addresses and pictures, line by line. */
function detailsOf(error: unknown, image: string): string {
  const own: readonly (readonly [string, unknown])[] = isStratifyError(error)
    ? [
        ["code", error.code],
        ["provider", error.provider],
        ["keyword", error.keyword],
        ["provider's code", error.providerCode],
        ["status", error.status],
        ["request id", error.requestId],
        ["job", error.handle?.job],
        ["task", error.handle?.task],
        ["may have been charged", error.mayHaveBeenCharged || undefined],
        ["reach", reachOf(error)],
      ]
    : [["code", error instanceof MainRefusal || error instanceof ImagingError ? error.code : undefined]];
  const message = error instanceof Error ? error.message : String(error);
  const facts = [
    ["image", image],
    ...own,
    ["message", withoutAddresses(message)],
    ["time", new Date().toISOString()],
  ];
  return facts
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

/** Addresses of results are signed: whoever has one has the picture. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/(https?:\/\/[^\s/?#]+)[^\s)]*/g, "$1/…");
}

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

/** A remark on layers, as it is shown. @param image name of the source */
export function remarkTrouble(remark: Remark, image: string, { t }: Words): Trouble {
  const message = remarkMessage(remark, image, t);
  return { ...message, details: message.text };
}
