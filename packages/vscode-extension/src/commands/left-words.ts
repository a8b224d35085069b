import type { JournalRecord } from "@stratify/app/journal/record";
import type { Translate } from "../translate.ts";

/** What earlier sessions have left. */
export interface Left {
  /** Images with jobs that a provider has accepted, or may have. */
  readonly submitted: readonly JournalRecord[];
  /** Images that were not submitted. */
  readonly planned: readonly JournalRecord[];
}

/** Most images that are named one by one. */
const maxNamed = 3;

/**
 * What is left, in a sentence or two: which images, and who has them.
 *
 * @param nameOf what a provider is called, by its id
 */
export function leftWords(
  { submitted, planned }: Left,
  nameOf: (provider: string) => string,
  l10n: Translate,
): string {
  const images = (records: readonly JournalRecord[]) =>
    namesOf(
      records.map(({ image }) => image.name),
      l10n,
    );
  const providers = (records: readonly JournalRecord[]) =>
    [...new Set(records.map(({ provider }) => nameOf(provider.id)))].join(", ");
  const words = [
    ...(submitted.length > 0
      ? [l10n.t("Submitted to {0} and not finished: {1}.", providers(submitted), images(submitted))]
      : []),
    ...(planned.length > 0
      ? [l10n.t("Planned with {0} and not submitted: {1}.", providers(planned), images(planned))]
      : []),
  ];
  return words.join(" ");
}

function namesOf(names: readonly string[], l10n: Translate): string {
  const named = names.slice(0, maxNamed).join(", ");
  return names.length > maxNamed ? l10n.t("{0} and {1} more", named, names.length - maxNamed) : named;
}
