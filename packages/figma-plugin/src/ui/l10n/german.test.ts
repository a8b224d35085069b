import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { german } from "./german.ts";
import { chooseLanguage, translator } from "./translate.ts";

const here = join(import.meta.dirname, "..");
const sources = globSync("**/*.{ts,tsx}", { cwd: here })
  .filter((file) => !/\.test\.ts$|^l10n\/german/.test(file))
  .map((file) => readFileSync(join(here, file), "utf8"))
  .join("\n");

it("has no sentence that the window does not use", () => {
  const unused = Object.keys(german).filter(
    (sentence) =>
      !sources.includes(`"${sentence.replaceAll('"', '\\"')}"`) && !sources.includes(`'${sentence}'`),
  );
  expect(unused).toEqual([]);
});

it.each(Object.entries(german))("says the same of the same values: %s", (english, translated) => {
  const values = (sentence: string) => (sentence.match(/\{\d\}/g) ?? []).sort();
  expect(values(translated)).toEqual(values(english));
  expect(translated.trim()).not.toBe("");
  expect(/[.:…]$/.exec(translated)?.[0]).toBe(/[.:…]$/.exec(english)?.[0]);
});

it("fills in values, in the language that was chosen or is the browser's", () => {
  expect(translator("de")("{0} of {1} images are done", 1, 3)).toBe("1 von 3 Bildern sind fertig");
  expect(translator("en")("{0} of {1} images are done", 1, 3)).toBe("1 of 3 images are done");
  expect(chooseLanguage("auto", ["fr", "de-AT", "en"])).toBe("de");
  expect(chooseLanguage("auto", ["ja"])).toBe("en");
  expect(chooseLanguage("en", ["de"])).toBe("en");
});
