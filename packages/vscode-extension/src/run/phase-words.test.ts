import { workSteps } from "@stratify/local-engine";
import { expect, test } from "vitest";
import { doingWords } from "./phase-words.ts";

/** What `vscode.l10n` does without a translation. */
const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)])),
};
const words = (raw?: string, note?: string) => doingWords({ phase: "running", raw, note }, "Acme", l10n);

test("names the engine's step, and how far it is", () => {
  expect(words("finding", "12 %")).toBe("finding the subject, 12 %");
  expect(words("painting")).toBe("painting the background");
});

test("has words for every step of the engine", () => {
  const all = workSteps.map((step) => words(step));
  expect(new Set(all).size).toBe(workSteps.length);
  expect(all).not.toContain("Acme is working");
});

test("says of other providers that they are working, whatever their own word is", () => {
  expect(words("PROCESSING", "row 3")).toBe("Acme is working");
  expect(words()).toBe("Acme is working");
});
