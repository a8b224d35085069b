import { expect, test } from "vitest";
import { doingWords } from "./phase-words.ts";
import { progressWords } from "./progress-words.ts";

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
};

test("says of many images how many are done, and what is done with which", () => {
  const phase = doingWords({ phase: "submitting" }, "Acme", l10n);
  expect(progressWords(2, 5, l10n, "cat.png", phase)).toBe("2 of 5 images are done · cat.png: asking Acme");
});

test("keeps the count true when an image has ended", () => {
  expect(progressWords(3, 5, l10n)).toBe("3 of 5 images are done");
});

test("does not count one image", () => {
  expect(progressWords(0, 1, l10n, "cat.png", "making layers")).toBe("cat.png: making layers");
});
