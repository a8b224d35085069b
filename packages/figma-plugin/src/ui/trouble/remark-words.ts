import type { Remark } from "@stratify/app/deliver/remarks";
import type { Trouble, Words } from "./trouble.ts";

/** Puts a remark on layers into the user's words. @param image name of the source */
export function remarkTrouble(remark: Remark, image: string, { t }: Words): Trouble {
  switch (remark.kind) {
    case "unaligned":
      return { about: remark.name, text: remark.reason, details: remark.reason };
    case "duplicate": {
      const text = t('It shows the same as "{0}" and is left out.', remark.of);
      return { about: remark.name, text, details: text };
    }
    case "source-gone":
    case "source-changed": {
      const text = t("{0} is not as it was submitted, so its layers are as the service made them.", image);
      return { text, details: text };
    }
  }
}
