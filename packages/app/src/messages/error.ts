import { isStratifyError, type StratifyError } from "@stratify/core";
import { ImagingError } from "@stratify/imaging";
import { SourceChangedError } from "../run/work-on-image.ts";
import { germanErrors, germanImaging } from "./german-errors.ts";
import type { Words } from "./translate.ts";

/**
 * An error in the user's language, in a sentence or two: what happened, to which image or layer, and what to do.
 *
 * @param image name of the image that it is about
 */
export function errorMessage(error: unknown, image: string, words: Words): string {
  const { t, language } = words;
  if (isStratifyError(error)) return language === "de" ? germanMessage(error, words) : error.message;
  if (error instanceof SourceChangedError)
    return t("{0} has changed since its jobs were submitted. Start a new run.", image);
  if (language === "de" && error instanceof ImagingError) return `${image}: ${germanImaging[error.code]}`;
  const text = error instanceof Error ? error.message : String(error);
  return text.includes(image) ? text : t("{0}: {1}", image, text);
}

/** As core builds the English sentence. */
function germanMessage(error: StratifyError, { t }: Words): string {
  const [whatHappened, whatToDo, whenResumable = whatToDo] = germanErrors[error.code];
  const name = error.providerName ?? error.provider;
  const subject = [error.image, error.keyword && `Stichwort „${error.keyword}“`].filter(Boolean).join(", ");
  const where = [name, subject].filter(Boolean).join(": ");
  const why = error.detail ? ` (${error.detail.replace(/[.\s]+$/, "")})` : "";
  const money = error.refunded
    ? ` ${t("The cost was refunded.")}`
    : error.mayHaveBeenCharged && error.code !== "outcome-unknown"
      ? ` ${t("It may have been charged.")}`
      : "";
  return `${where}${where && ": "}${whatHappened}${why}. ${error.handle ? whenResumable : whatToDo}${money}`;
}
