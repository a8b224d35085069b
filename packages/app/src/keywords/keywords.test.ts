import { serviceFacts } from "@stratify/core/service-facts";
import { expect, it } from "vitest";
import { translator } from "../messages/translate.ts";
import { keywordProblem, parseKeywords, suggestions, withHistory, withKeywords } from "./keywords.ts";

const t = translator("en");
const [facts] = serviceFacts;
if (!facts) throw new Error("there are services");
const providerWith = (
  name: string,
  keywords: { min: number; max?: number; vocabulary?: readonly string[] },
) => {
  return { id: "acme", name, capabilities: { ...facts.capabilities, keywords } };
};
const engine = providerWith("Engine", { min: 3, max: 16, vocabulary: ["subject", "red", "blue"] });
const service = providerWith("Acme", { min: 3, max: 128 });

it("reads words separated by commas, semicolons and lines, each once as first written", () => {
  expect(parseKeywords(" Red  shoe, lace;LACE\nred shoe,, ")).toEqual(["Red shoe", "lace"]);
  expect(withKeywords(["a"], ["b, A"])).toEqual(["a", "b"]);
});

it("remembers the latest first, and not without end", () => {
  expect(withHistory(["lace", "shoe"], ["shoe", "cup"])).toEqual(["shoe", "cup", "lace"]);
  const many = Array.from({ length: 40 }, (_, at) => `word ${at}`);
  expect(withHistory(many, ["new"])).toHaveLength(24);
});

it("tells what a provider has against a word", () => {
  expect(keywordProblem("shoe", engine, t)).toBe('Engine does not know "shoe".');
  expect(keywordProblem("RED", engine, t)).toBeUndefined();
  expect(keywordProblem("ox", service, t)).toBe('"ox" is too short: Acme takes 3 letters or more.');
  expect(keywordProblem("x".repeat(129), service, t)).toContain("takes 128 letters at most.");
});

it("refuses every word for a provider that takes none", () => {
  const { keywords: _, ...capabilities } = engine.capabilities;
  expect(keywordProblem("shoe", { ...engine, capabilities }, t)).toBe(
    "Engine takes no keywords: its layers are automatic.",
  );
});

it("counts characters as people do", () => {
  expect(keywordProblem("🐂🐂", service, t)).toContain("too short");
  expect(keywordProblem("🐂".repeat(128), service, t)).toBeUndefined();
});

it("suggests what was used and is understood, then all that is understood, but nothing twice", () => {
  expect(suggestions(engine, ["blue", "shoe"], ["Red"])).toEqual(["blue", "subject"]);
  expect(suggestions(service, ["lace", "shoe"], ["shoe"])).toEqual(["lace"]);
});
