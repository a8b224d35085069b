import type { Remark } from "../deliver/remarks.ts";
import type { Translate } from "./translate.ts";

/** A remark on a result, and the layer that it is about. @param image name of the source */
export function remarkMessage(
  remark: Remark,
  image: string,
  t: Translate,
): { readonly about?: string; readonly text: string } {
  switch (remark.kind) {
    case "unaligned":
      return { about: remark.name, text: remark.reason };
    case "duplicate":
      return { about: remark.name, text: t('It shows the same as "{0}" and is left out.', remark.of) };
    case "not-submitted":
      return { about: remark.name, text: t("It was not submitted before the crash, and was left out.") };
    case "source-gone":
      return { text: t("{0} is gone, so its results are as the service made them.", image) };
    case "source-changed":
      return {
        text: t(
          "{0} has changed since its jobs were submitted, so its results are as the service made them.",
          image,
        ),
      };
  }
}
