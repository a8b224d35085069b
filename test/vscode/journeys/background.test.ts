import { describe, expect, it } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { lookAt } from "./look-at.ts";
import { useScene } from "./use-scene.ts";

describe("Replace Background", () => {
  const scene = useScene({ photos: ["coffee.png"], settings: { "stratify.figur.outputPreset": "web" } });

  it("puts a colour behind the subject", async () => {
    const { workbench, sandbox } = scene();
    const { dialog, quickInput } = workbench;
    await scene().setKey("Claid.ai", siteOf(sandbox, "claid").apiKey);
    await workbench.rightClick("coffee.png", "Stratify", "Replace Background...");
    await quickInput.choose("Claid.ai");
    await dialog.press("Send");
    await quickInput.asks("Colour of the background");
    await workbench.screenshot("background-colour");
    await quickInput.choose("Sky blue");
    await workbench.notice("coffee.background.png is ready.");
    expect(await lookAt(await scene().read("coffee.background.png"))).toEqual({
      width: 600,
      height: 400,
      clear: 0,
    });
    await workbench.notices.clear();
  });

  it("puts a picture of FIGUR's catalogue behind it, chosen by its thumbnail", async () => {
    const { workbench, sandbox } = scene();
    const { dialog, quickInput } = workbench;
    await scene().setKey("FIGUR", siteOf(sandbox, "figur").apiKey);
    await workbench.rightClick("coffee.png", "Stratify", "Replace Background...");
    await quickInput.choose("FIGUR");
    await dialog.press("Send");
    await quickInput.asks("Background from FIGUR");
    await workbench.screenshot("background-catalogue");
    await quickInput.acceptMarked();
    await workbench.notice("coffee.background-2.png is ready.");
    expect(sandbox.paid.count("figur")).toBe(1);
    expect(sandbox.leaks).toEqual([]);
  });
});
