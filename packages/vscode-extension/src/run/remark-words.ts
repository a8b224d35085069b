import type { Remark } from "@stratify/app/deliver/remarks";
import type { Translate } from "./phase-words.ts";

/** A remark on a result, in a sentence. @param image name of the source */
export function remarkWords(remark: Remark, image: string, l10n: Translate): string {
  switch (remark.kind) {
    case "unaligned":
      return l10n.t("{0}: {1}", remark.name, remark.reason);
    case "duplicate":
      return l10n.t('{0}: "{1}" shows the same as "{2}" and is left out.', image, remark.name, remark.of);
    case "source-gone":
      return l10n.t("{0} is gone, so its results are as the service made them.", image);
    case "source-changed":
      return l10n.t(
        "{0} has changed since its jobs were submitted, so its results are as the service made them.",
        image,
      );
  }
}
