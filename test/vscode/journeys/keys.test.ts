import { describe, expect, it } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

describe("API keys", () => {
  const scene = useScene({ photos: ["cat.png"], settings: { "stratify.provider.cutout": "hitpaw" } });

  it("tells that a key is wrong, pays nothing, and takes the right one", async () => {
    const { workbench, sandbox } = scene();
    await scene().setKey("HitPaw", "not-the-key");
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    await workbench.dialog.press("Send");
    const failure = await workbench.notice(/HitPaw.*key|key.*HitPaw/);
    await workbench.screenshot("wrong-key");
    expect(failure.text).toContain("cat.png");
    expect(sandbox.paid.count()).toBe(0);

    await failure.press("Set API Key");
    await workbench.quickInput.asks("API key for HitPaw");
    await workbench.quickInput.answer(siteOf(sandbox, "hitpaw").apiKey);
    await (await workbench.notice("The key for HitPaw is kept.")).press("Retry Failed");
    await workbench.notice("cat.cutout.png is ready.");
    expect(sandbox.paid.count()).toBe(1);
  });

  it("tests a key without paying, and forgets it when asked", async () => {
    const { workbench, sandbox } = scene();
    await workbench.run("Stratify: Test API Key");
    await workbench.quickInput.choose("HitPaw");
    await workbench.notice("HitPaw accepts the key. Nothing was charged.");
    expect(sandbox.paid.count()).toBe(1);

    await workbench.run("Stratify: Clear API Key...");
    await workbench.quickInput.choose("HitPaw");
    await workbench.dialog.press("Clear");
    await workbench.notice("The key for HitPaw is gone.");
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    await workbench.quickInput.asks("API key for HitPaw");
    await workbench.quickInput.cancel();
  });
});
