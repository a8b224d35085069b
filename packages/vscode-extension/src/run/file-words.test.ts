import { describe, expect, it } from "vitest";
import { fileWords } from "./file-words.ts";

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
};
const said = (error: unknown) => fileWords(error, "cat.png", l10n);
const failure = (code: string, message: string) => Object.assign(new Error(message), { code });

describe("fileWords", () => {
  it.each([
    [failure("FileNotFound", "nonexistent file"), /cat\.png is not there any more/],
    [new Error("ENOENT: no such file or directory, open '/w/cat.png'"), /not there any more/],
    [failure("NoPermissions", "denied"), /read-only/],
    [new Error("EROFS: read-only file system, open '/w/cat.png'"), /read-only/],
    [new Error("Unable to write (ENOSPC: no space left on device, write)"), /disk is full/],
    [failure("QuotaExceeded", "QuotaExceededError: the quota was reached"), /disk is full/],
  ])("tells what is wrong with the file by name: %s", (error, words) => {
    expect(said(error)).toMatch(words);
    expect(said(error)).toContain("cat.png");
  });

  it("repeats what it does not know", () => {
    expect(said(new Error("the moon is in the way"))).toBe("cat.png: the moon is in the way");
    expect(said("odd")).toBe("cat.png: odd");
  });
});
