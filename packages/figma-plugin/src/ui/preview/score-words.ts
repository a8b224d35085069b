import type { Words } from "../trouble/trouble.ts";

/** How exactly the layers add up to the source, in a sentence. */
export function scoreWords(mean: number | undefined, { t, language }: Words): string {
  if (mean === undefined) return "";
  if (mean === 0) return t("Drawn over each other, the layers give exactly the source.");
  const levels = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(mean);
  return mean <= 1
    ? t(
        "Drawn over each other, the layers give the source to within {0} of 255 levels: no eye sees that.",
        levels,
      )
    : t("Drawn over each other, the layers are {0} of 255 levels off the source on average.", levels);
}
