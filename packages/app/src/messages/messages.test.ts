import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StratifyError } from "@stratify/core";
import { ImagingError } from "@stratify/imaging";
import { expect, it } from "vitest";
import { SourceChangedError } from "../run/work-on-image.ts";
import { errorMessage } from "./error.ts";
import { german } from "./german.ts";
import { germanErrors, germanImaging } from "./german-errors.ts";
import { languageOf, translator } from "./translate.ts";

const here = join(import.meta.dirname, "..");
const sources = globSync("**/*.ts", { cwd: here })
  .filter((file) => !/\.test\.ts$|german/.test(file))
  .map((file) => readFileSync(join(here, file), "utf8"))
  .join("\n");
const errorCodes = Object.keys(germanErrors).filter(
  (code): code is keyof typeof germanErrors => code in germanErrors,
);
const imagingCodes = Object.keys(germanImaging).filter(
  (code): code is keyof typeof germanImaging => code in germanImaging,
);
const inGerman = { t: translator("de"), language: "de" } as const;

it.each(Object.entries(german))(
  "has the same places for values in both languages: %s",
  (english, translated) => {
    const places = (sentence: string) => (sentence.match(/\{\d\}/g) ?? []).toSorted();
    expect(places(translated)).toEqual(places(english));
  },
);

it("has no message that nobody uses", () => {
  const unused = Object.keys(german).filter(
    (message) =>
      !sources.includes(`"${message.replaceAll('"', '\\"')}"`) && !sources.includes(`'${message}'`),
  );
  expect(unused).toEqual([]);
});

it.each(errorCodes)("says %s of core in German", (code) => {
  const error = new StratifyError({ code, providerName: "Acme", image: "cat.png", keyword: "cat" });
  const message = errorMessage(error, "cat.png", inGerman);
  expect(message).toMatch(/^Acme: cat\.png, Stichwort „cat“: /);
  expect(message).not.toContain(error.message);
});

it.each(imagingCodes)("says %s of imaging in German", (code) => {
  const message = errorMessage(new ImagingError(code, "in English"), "cat.png", inGerman);
  expect(message).toBe(`cat.png: ${germanImaging[code]}`);
});

it("names the image of any other error, and says it once", () => {
  expect(errorMessage(new Error("cat.png: gone"), "cat.png", inGerman)).toBe("cat.png: gone");
  expect(errorMessage(new Error("gone"), "cat.png", inGerman)).toBe("cat.png: gone");
  expect(errorMessage(new SourceChangedError("cat.png"), "cat.png", inGerman)).toMatch(/^cat\.png hat sich/);
});

it("knows the language of a tag", () => {
  expect([languageOf("de-AT"), languageOf("den"), languageOf("pt-br")]).toEqual(["de", "en", "en"]);
});
