import { expect, test } from "vitest";
import { outcomeWords, type Told } from "./outcome-words.ts";

const said = (outcome: Told) => outcomeWords("a.png", outcome, "a.cutout.png");

test("names what was written, with what is unlike what was asked", () => {
  const done = { state: "done", resumable: false } as const;
  expect(said({ ...done, remarks: [] })).toBe("a.png: wrote a.cutout.png");
  expect(said({ ...done, remarks: ["it is cropped"] })).toBe(
    "a.png: wrote a.cutout.png\n  Note: it is cropped",
  );
});

test("keeps an agent from paying again for what can be resumed", () => {
  const outcomes: readonly Told[] = [
    { state: "done", remarks: [], resumable: true },
    { state: "failed", error: "Acme: it took too long.", resumable: true },
    { state: "canceled", resumable: true, mayHaveBeenCharged: false },
  ];
  for (const outcome of outcomes)
    expect(said(outcome)).toMatch(/Do not run it again.*Resume Unfinished Jobs/);
});

test("says why an image failed, and when money may be gone", () => {
  expect(said({ state: "failed", error: "it is empty.", resumable: false })).toBe(
    "a.png: failed. it is empty.",
  );
  const canceled = { state: "canceled", resumable: false } as const;
  expect(said({ ...canceled, mayHaveBeenCharged: false })).toBe("a.png: canceled by the user.");
  expect(said({ ...canceled, mayHaveBeenCharged: true })).toMatch(/may have been charged/);
});
