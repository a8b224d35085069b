import { beforeEach, describe, expect, it } from "vitest";
import { sandboxService } from "../../sandbox/services/claid/index.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

describe("A service that does not serve", () => {
  const scene = useScene({ photos: ["cat.png"], settings: { "stratify.provider.cutout": "claid" } });
  beforeEach(async () => {
    scene().sandbox.faults.clear();
    await scene().workbench.notices.clear();
  });

  it("has no credits left for this account", async () => {
    const { workbench, sandbox } = scene();
    await scene().setKey("Claid.ai", siteOf(sandbox, "claid").apiKey);
    sandboxService.knobsOf(sandbox).credits = 0;
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    await workbench.dialog.press("Send");
    const notice = await workbench.notice(/credits|balance/);
    await workbench.screenshot("no-credits");
    expect(notice.text).toContain("cat.png");
    expect(sandbox.paid.count()).toBe(0);
    sandboxService.knobsOf(sandbox).credits = 100;
  });

  it("is down for now, and is asked again only by who knows that it may be paid for twice", async () => {
    const { workbench, sandbox } = scene();
    sandbox.faults.always("claid", "submit", { kind: "status", status: 503 });
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    const notice = await workbench.notice("nobody knows whether the service took the job");
    await workbench.screenshot("service-down");
    expect(notice.text).toContain("cat.png");
    expect(await notice.buttons()).not.toContain("Retry Failed");
    await workbench.notices.clear();
    sandbox.faults.clear();

    // Claid.ai can't say which jobs it has.
    await workbench.run("Stratify: Show Jobs");
    await workbench.rowAction(/cat\.png.*Claid/, "Resume Job");
    await workbench.notice("nobody knows whether the service took the job");
    await workbench.notices.clear();
    expect(sandbox.paid.count()).toBe(0);
    await workbench.rowAction(/cat\.png.*Claid/, "Retry Job");
    expect(await workbench.dialog.words()).toContain("paid for twice");
    await workbench.dialog.press("Submit Again");
    await workbench.notice("cat.cutout.png is ready.");
    expect(sandbox.paid.count()).toBe(1);
  });

  it("can't be reached at all, and the engine still works", async () => {
    const { workbench, sandbox } = scene();
    await sandbox.close();
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    const notice = await workbench.notice(/reach|connect|network/i);
    await workbench.screenshot("offline");
    expect(notice.text).toContain("cat.png");
    await workbench.notices.clear();

    await workbench.rightClick("cat.png", "Stratify", "Segment Again with Another Provider...");
    await workbench.quickInput.choose("Local engine");
    await workbench.notice("cat.cutout-2.png is ready.");
  });
});
