import { describe, expect, it } from "vitest";
import { candidates, isResultName, outputName, stem } from "./output-names.ts";

const usual = `\${name}.\${op}.png`;

describe("outputName", () => {
  it("puts the source's name and the operation's word in place", () => {
    expect(outputName(usual, "cat.JPG", "cutout")).toBe("cat.cutout.png");
    expect(outputName(usual, "a.b.webp", "mask")).toBe("a.b.mask.png");
    expect(outputName(`\${op}-\${name}`, "cat.png", "background")).toBe("background-cat.png");
  });

  it("gives a layer set's folder no ending", () => {
    expect(outputName(usual, "cat.png", "layers")).toBe("cat.layers");
  });

  it("adds the word to a pattern that would give all results one name", () => {
    expect(outputName(`\${name}.png`, "cat.png", "cutout")).toBe("cat.cutout.png");
    expect(outputName("", "cat.png", "cutout")).toBe("cat.cutout.png");
  });

  it("never leaves the folder, whatever the pattern says", () => {
    expect(outputName(`../../\${name}.\${op}`, "cat.png", "cutout")).not.toMatch(/[\\/]/);
    expect(outputName("..", "cat.png", "layers")).not.toMatch(/^\.+$/);
  });

  it("keeps names of every script, and names that begin with a dot", () => {
    expect(outputName(usual, "犬 🐕.png", "cutout")).toBe("犬 🐕.cutout.png");
    expect(stem(".png")).toBe(".png");
  });
});

describe("candidates", () => {
  it("counts before the ending", () => {
    const [first, second, third] = candidates("cat.cutout.png");
    expect([first, second, third]).toEqual(["cat.cutout.png", "cat.cutout-2.png", "cat.cutout-3.png"]);
    const [, folder] = candidates("cat.layers");
    expect(folder).toBe("cat.layers-2");
  });
});

describe("isResultName", () => {
  it("knows results by the pattern", () => {
    expect(isResultName(usual, "cat.cutout.png")).toBe(true);
    expect(isResultName(usual, "cat.cutout-2.png")).toBe(true);
    expect(isResultName(usual, "cat.mask.PNG")).toBe(true);
    expect(isResultName(`\${op}_\${name}.png`, "background_cat.png")).toBe(true);
  });

  it("takes nothing else for one", () => {
    expect(isResultName(usual, "cat.png")).toBe(false);
    expect(isResultName(usual, "cutout.png")).toBe(false);
    expect(isResultName(usual, "cat.cutout.jpg")).toBe(false);
  });
});
