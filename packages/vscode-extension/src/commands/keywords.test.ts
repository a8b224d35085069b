import { describe, expect, it } from "vitest";
import { keywordHistory, keywordProblem, parseKeywords } from "./keywords.ts";

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
};

describe("parseKeywords", () => {
  it("parts what was typed and pays for no word twice", () => {
    expect(parseKeywords(" cat, red shoe ,, Cat;dog\nsky")).toEqual(["Cat", "red shoe", "dog", "sky"]);
    expect(parseKeywords("  ,")).toEqual([]);
  });
});

describe("keywordProblem", () => {
  it("finds nothing wrong with a word within the limits", () => {
    expect(keywordProblem("cat", { min: 3, max: 128 }, "Acme", l10n)).toBeUndefined();
    expect(keywordProblem("Red", { min: 3, vocabulary: ["red"] }, "Local engine", l10n)).toBeUndefined();
  });

  it("says which word, what is wrong and for whom", () => {
    expect(keywordProblem("ox", { min: 3 }, "Acme", l10n)).toBe(
      '"ox" is too short: Acme takes 3 letters or more.',
    );
    expect(keywordProblem("x".repeat(129), { min: 3, max: 128 }, "Acme", l10n)).toMatch(/too long.*128/);
    expect(keywordProblem("cat", { min: 3, vocabulary: ["red"] }, "Local engine", l10n)).toBe(
      'Local engine does not know "cat".',
    );
  });

  it("counts letters as people do", () => {
    expect(keywordProblem("🐕🐈", { min: 3 }, "Acme", l10n)).toMatch(/too short/);
  });
});

describe("keywordHistory", () => {
  it("puts what was used last first, and forgets the oldest", () => {
    expect(keywordHistory(["dog", "sky"], ["cat", "Dog", "sun"], 4)).toEqual(["dog", "sky", "cat", "sun"]);
    expect(keywordHistory(["dog"], ["cat", "sun"], 2)).toEqual(["dog", "cat"]);
  });
});
