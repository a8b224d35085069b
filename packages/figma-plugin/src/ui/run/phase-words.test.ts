import { workSteps } from "@stratify/local-engine";
import { expect, it } from "vitest";
import { translator } from "../l10n/translate.ts";
import { jobWords } from "./phase-words.ts";

const words = (raw?: string, note?: string) => jobWords({ phase: "running", raw, note }, translator("en"));

it("names every step of the engine, and how far it is", () => {
  const all = workSteps.map((step) => words(step));
  expect(new Set(all).size).toBe(workSteps.length);
  expect(all).not.toContain("being worked on");
  expect(words("finding", "12 %")).toBe("finding the subject · 12 %");
});

it("adds what other providers say to what is known of every job", () => {
  expect(words("PROCESSING", "row 3")).toBe("being worked on · row 3");
  expect(words()).toBe("being worked on");
});
