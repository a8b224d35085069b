import { aetherforge, claid } from "@stratify/core";
import { expect, it } from "vitest";
import { translator } from "../l10n/translate.ts";
import { keywordProblem, parseKeywords, suggestions, withHistory, withKeywords } from "./keywords.ts";

const t = translator("en");
const engine = {
  id: "local",
  name: "Local engine",
  capabilities: {
    ...aetherforge({ apiKey: "k" }).capabilities,
    keywords: { min: 3, max: 16, vocabulary: ["subject", "red", "blue"] },
  },
};

it("reads words parted by commas, semicolons and lines, each once as first written", () => {
  expect(parseKeywords(" Red  shoe, lace;LACE\nred shoe,, ")).toEqual(["Red shoe", "lace"]);
  expect(withKeywords(["a"], ["b, A"])).toEqual(["a", "b"]);
});

it("remembers the latest first, and not without end", () => {
  expect(withHistory(["lace", "shoe"], ["shoe", "cup"])).toEqual(["shoe", "cup", "lace"]);
  const many = Array.from({ length: 40 }, (_, at) => `word ${at}`);
  expect(withHistory(many, ["new"])).toHaveLength(24);
});

it("tells what a provider has against a word", () => {
  expect(keywordProblem("shoe", engine, t)).toBe('Local engine does not know "shoe".');
  expect(keywordProblem("RED", engine, t)).toBeUndefined();
  const service = claid({ apiKey: "k" });
  expect(keywordProblem("ox", service, t)).toBe('"ox" is too short: Claid.ai takes 3 letters or more.');
  expect(keywordProblem("x".repeat(129), service, t)).toContain("takes 128 letters at most.");
});

it("suggests what was used and is understood, then all that is understood, but nothing twice", () => {
  expect(suggestions(engine, ["blue", "shoe"], ["Red"])).toEqual(["blue", "subject"]);
  expect(suggestions(claid({ apiKey: "k" }), ["lace", "shoe"], ["shoe"])).toEqual(["lace"]);
});
