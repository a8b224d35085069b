import { describe, expect, it, vi } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

describe("Canceling", () => {
  const scene = useScene({
    photos: ["cat.png"],
    settings: { "stratify.provider.cutout": "hitpaw" },
    sandbox: { latency: 60_000 },
  });

  it("ends the run at once, and the paid job can still be had", async () => {
    const { workbench, sandbox } = scene();
    await scene().setKey("HitPaw", siteOf(sandbox, "hitpaw").apiKey);
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    await workbench.dialog.press("Send");
    const progress = await workbench.notice("Cutting out");
    const polls = () => sandbox.requests.filter(({ operation }) => operation === "status").length;
    await vi.waitFor(() => expect(polls()).toBeGreaterThan(0), 60_000);
    expect(sandbox.paid.count()).toBe(1);
    await workbench.statusBarItem("0/1").waitFor();
    await workbench.screenshot("running");
    await progress.press("Cancel");
    const stopped = await workbench.notice("Stopped.");
    await workbench.screenshot("canceled");
    expect(stopped.text).toMatch(/paid for one image can still be had/);
    await workbench.statusBarItem("0/1").waitFor({ state: "detached" });
    expect(await scene().names()).toEqual(["cat.png"]);
  });

  it("says so where nobody knows whether the service took the job", async () => {
    const { workbench, sandbox } = scene();
    await workbench.notices.clear();
    await scene().setKey("Claid.ai", siteOf(sandbox, "claid").apiKey);
    await workbench.rightClick("cat.png", "Stratify", "Segment Again with Another Provider...");
    await workbench.quickInput.choose("Cut Out Subject");
    await workbench.quickInput.choose("Claid.ai");
    await workbench.dialog.press("Send");
    const progress = await workbench.notice("Cutting out");
    // Claid.ai answers an upload when the work is done.
    await vi.waitFor(() => expect(sandbox.paid.count("claid")).toBe(1), 60_000);
    await progress.press("Cancel");
    await workbench.notice("Stopped. One image may have been charged");
  });
});
