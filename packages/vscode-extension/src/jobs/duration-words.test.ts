import { expect, test } from "vitest";
import { durationWords } from "./duration-words.ts";

test("says short times to a tenth, and longer ones as people would", () => {
  expect(durationWords(420, "en")).toBe("0.4 sec");
  expect(durationWords(12_340, "en")).toBe("12 sec");
  expect(durationWords(210_000, "en")).toBe("3.5 min");
  expect(durationWords(3_600_000, "en")).toBe("60 min");
});

test("speaks the editor's language", () => {
  expect(durationWords(420, "de")).toBe("0,4 Sek.");
});

test("a clock that was set back shows as no time, not as less", () => {
  expect(durationWords(-5000, "en")).toBe("0 sec");
});
