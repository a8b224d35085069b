import { describe, expect, it } from "vitest";
import { createSealer } from "./sealer.ts";

const old = "the-old-secret-of-the-tests-0123456789";
const next = "the-new-secret-of-the-tests-0123456789";
const value = { job: "1", keyword: "cup" };

describe("a sealer", () => {
  it("gives back what it sealed, until its time is over", async () => {
    const { seal, open } = createSealer([old]);
    const sealed = await seal("handle", "anna", value, 1000);
    expect(await open("handle", "anna", sealed, 999)).toEqual({ state: "intact", value });
    expect(await open("handle", "anna", sealed, 1000)).toEqual({ state: "expired" });
  });

  it("gives nothing away, and never the same text twice", async () => {
    const { seal } = createSealer([old]);
    const [first = "", second] = await Promise.all([1, 2].map(() => seal("handle", "anna", value, 1000)));
    expect(first).toMatch(/^[\w-]+$/);
    expect(Buffer.from(first, "base64url").toString("latin1")).not.toContain("cup");
    expect(second).not.toBe(first);
  });

  it("opens for its own purpose and owner alone", async () => {
    const { seal, open } = createSealer([old]);
    const sealed = await seal("handle", "anna", value, 1000);
    expect(await open("result", "anna", sealed, 0)).toEqual({ state: "forged" });
    expect(await open("handle", "ben", sealed, 0)).toEqual({ state: "forged" });
  });

  it("seals with the first secret and opens with all of them", async () => {
    const before = createSealer([old]);
    const during = createSealer([next, old]);
    const after = createSealer([next]);
    const early = await before.seal("handle", "anna", value, 1000);
    const late = await during.seal("handle", "anna", value, 1000);
    const states = async (sealed: string) =>
      Promise.all(
        [before, during, after].map(async ({ open }) => (await open("handle", "anna", sealed, 0)).state),
      );
    expect(await states(early)).toEqual(["intact", "intact", "forged"]);
    expect(await states(late)).toEqual(["forged", "intact", "intact"]);
  });

  it.each(["", "a", "not base64!", "AAAA", "A".repeat(16), "A".repeat(5000)])(
    "takes %j for forged",
    async (sealed) => {
      expect(await createSealer([old]).open("handle", "anna", sealed, 0)).toEqual({ state: "forged" });
    },
  );

  it("takes any change of a seal for forged, be it in the bits that base64 leaves over", async () => {
    const { seal, open } = createSealer([old]);
    const sealed = await seal("handle", "anna", value, 1000);
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const letter of letters) {
      if (sealed.endsWith(letter)) continue;
      expect(await open("handle", "anna", sealed.slice(0, -1) + letter, 0)).toEqual({ state: "forged" });
    }
  });

  it("is not made of no secret, or of one that could be guessed", () => {
    expect(() => createSealer([])).toThrow(TypeError);
    expect(() => createSealer([old, "short"])).toThrow(/at least 32 characters/);
  });
});
