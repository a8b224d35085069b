import { expect, test } from "vitest";
import { progressWords } from "./progress-words.ts";

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
};

test("says of many images how many are done, and what is done with which", () => {
  expect(progressWords(2, 5, l10n, "cat.png", "queued")).toBe("2 of 5 images are done · cat.png: queued");
});

test("keeps the count true when an image has ended", () => {
  expect(progressWords(3, 5, l10n)).toBe("3 of 5 images are done");
});

test("does not count one image", () => {
  expect(progressWords(0, 1, l10n, "cat.png", "making layers")).toBe("cat.png: making layers");
});
