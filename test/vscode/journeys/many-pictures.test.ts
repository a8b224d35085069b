import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

describe("A folder of 500 pictures", () => {
  const scene = useScene({ photos: ["cat.png"], settings: { "stratify.provider.split": "ask" } });
  beforeAll(async () => {
    const shop = join(scene().folder, "shop");
    await mkdir(shop);
    await writeFile(join(shop, "prices.txt"), "A cat: none.");
    for (let number = 1; number <= 500; number++)
      await cp(join(scene().folder, "cat.png"), join(shop, `cat-${number}.png`));
    await scene().workbench.refreshExplorer();
  });

  it("is counted and confirmed, worked through in order, and stops at once", async () => {
    const { workbench } = scene();
    await workbench.rightClick("shop", "Stratify", "Cut Out Subject");
    expect(await workbench.dialog.words()).toContain("500 images were found.");
    await workbench.screenshot("many-found");
    await workbench.dialog.press("Continue");
    const progress = await workbench.notice(/([2-9]|\d\d) of 500 images/);
    await workbench.statusBarItem(/\d\/500/).waitFor();
    await workbench.screenshot("many-running");
    await progress.press("Cancel");
    const { text } = await workbench.notice("Stopped:");
    const done = Number(/Stopped: (\d+) of 500 images are done/.exec(text)?.[1]);
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(250);
    const results = (await scene().names("shop")).filter((name) => name.includes("cutout"));
    expect(results).toHaveLength(done);
    expect(results).toContain("cat-1.cutout.png");
    await workbench.statusBarItem(/\d\/500/).waitFor({ state: "detached" });
    await workbench.notices.clear();
  });

  it("passes over its own results, and asks once more before 500 jobs are paid for", async () => {
    const { workbench, sandbox } = scene();
    await scene().setKey("AetherForge AI", siteOf(sandbox, "aetherforge").apiKey);
    await workbench.rightClick("shop", "Stratify", "Split Image into Layers...");
    expect(await workbench.dialog.words()).toContain("500 images were found.");
    await workbench.dialog.press("Continue");
    await workbench.quickInput.choose("AetherForge AI");
    await workbench.dialog.press("Send");
    await workbench.quickInput.asks("Split by which keywords?");
    await workbench.quickInput.answer("cat, nose");
    expect(await workbench.dialog.words()).toMatch(/1,?000 jobs/);
    await workbench.screenshot("many-paid");
    await workbench.dialog.press("Cancel");
    expect(sandbox.requests).toEqual([]);
  });
});
