import { describe, expect, it } from "vitest";
import { summarize, type Tally } from "./summary.ts";

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
};
const nothing: Tally = {
  op: "cutout",
  done: [],
  failed: [],
  canceled: 0,
  remarks: [],
  resumable: 0,
  unknown: 0,
  retryable: 0,
  keyRefused: false,
};
const said = (tally: Partial<Tally>) =>
  summarize({ ...nothing, retryable: tally.failed?.length ?? 0, ...tally }, l10n);

describe("summarize", () => {
  it("names the one result, and offers to look at it", () => {
    expect(said({ done: ["cat.cutout.png"] })).toEqual({
      tone: "info",
      message: "cat.cutout.png is ready.",
      actions: ["preview", "reveal"],
    });
  });

  it("counts many, in the words of what was asked", () => {
    expect(said({ done: ["a", "b"], op: "layers" })?.message).toBe("2 images are split into layers.");
    expect(said({ done: ["a", "b"], op: "mask" })?.message).toBe("The masks of 2 images are ready.");
  });

  it("gives the reason of one failure in full, without counting", () => {
    expect(said({ failed: ["cat.png: the file is empty."] })).toEqual({
      tone: "error",
      message: "cat.png: the file is empty.",
      actions: ["retry", "log"],
    });
  });

  it("offers to set another key, before trying again, where the key was refused", () => {
    const summary = said({ failed: ["cat.png: Acme did not accept the API key."], keyRefused: true });
    expect(summary?.actions).toEqual(["key", "retry", "log"]);
  });

  it("tells of 500 images in one short message", () => {
    const done = Array.from({ length: 497 }, (_, at) => `${at}.cutout.png`);
    const summary = said({ done, failed: ["a: gone.", "b: empty.", "c: too large."] });
    expect(summary).toEqual({
      tone: "warning",
      message: "497 of 500 images are done, 3 failed. a: gone. 2 more in the log.",
      actions: ["preview", "reveal", "retry", "log"],
    });
  });

  it("does not repeat what all images failed of", () => {
    const failed = ["Acme: the account has too few credits.", "Acme: the account has too few credits."];
    expect(said({ failed })?.message).toBe(
      "0 of 2 images are done, 2 failed. Acme: the account has too few credits.",
    );
  });

  it("says after a stop what was done, and that paid jobs are not lost", () => {
    expect(said({ canceled: 1 })).toEqual({ tone: "info", message: "Stopped.", actions: [] });
    const summary = said({ done: ["a"], canceled: 2, resumable: 1 });
    expect(summary?.message).toMatch(/^Stopped: 1 of 3 images are done\. .*paid.*resume/);
    expect(summary?.actions).toContain("resume");
  });

  it("says when a stop came while a request was under way that may have been paid for", () => {
    const summary = said({ canceled: 1, unknown: 1 });
    expect(summary).toMatchObject({
      tone: "warning",
      message: expect.stringContaining("may have been charged"),
    });
  });

  it("tells what is missing in a result", () => {
    const summary = said({ done: ["cat.layers"], remarks: ['keyword "dog": no result.'] });
    expect(summary).toMatchObject({
      tone: "warning",
      message: 'cat.layers is ready. keyword "dog": no result.',
    });
    expect(summary?.actions).toContain("log");
  });

  it("is silent about a run without images", () => {
    expect(said({})).toBeUndefined();
  });
});
