import { describe, expect, it, vi } from "vitest";
import { useScene } from "./use-scene.ts";

describe("A crash of the extension host", () => {
  const scene = useScene({
    photos: ["cat.png"],
    settings: { "stratify.provider.cutout": "hitpaw" },
    sandbox: { latency: 6_000 },
  });

  it("loses nothing that was paid for", async () => {
    const { workbench, sandbox, server } = scene();
    await scene().setKey("HitPaw", sandbox.hitpaw.apiKey);
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    await workbench.dialog.press("Send");
    const polls = () => sandbox.requests.filter(({ operation }) => operation === "status").length;
    await vi.waitFor(() => expect(polls()).toBeGreaterThan(0), 60_000);
    expect(await server.killExtensionHosts()).toBe(1);
    await workbench.reload();

    const offer = await workbench.notice("Paid jobs for one image are unfinished.");
    await workbench.screenshot("resume-offer");
    await offer.press("Resume");
    await workbench.notice("cat.cutout.png is ready.");
    expect(await scene().names()).toEqual(["cat.cutout.png", "cat.png"]);
    expect(sandbox.paid.count()).toBe(1);
    expect(sandbox.requests.filter(({ operation }) => operation === "submit")).toHaveLength(1);
  });
});
