import { describe, expect, it, vi } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

/** How many addresses of jobs a service was asked at: HitPaw has one for all, AetherForge AI one for each. */
function polled(sandbox: Sandbox, service: "aetherforge" | "hitpaw"): number {
  const polls = sandbox.requests.filter(({ site, operation }) => site === service && operation === "status");
  return new Set(polls.map(({ path }) => path)).size;
}

describe("A crash of the extension host", () => {
  const scene = useScene({
    photos: ["cat.png"],
    copies: ["tom.png"],
    settings: { "stratify.provider.cutout": "hitpaw", "stratify.provider.split": "aetherforge" },
  });

  it("loses nothing that was paid for", async () => {
    const { workbench, sandbox, server } = scene();
    await scene().setKey("HitPaw", siteOf(sandbox, "hitpaw").apiKey);
    // No job is seen to end before the crash.
    sandbox.faults.always("hitpaw", "status", { kind: "status", status: 503 });
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    await workbench.dialog.press("Send");
    await vi.waitFor(() => expect(polled(sandbox, "hitpaw")).toBe(1), 60_000);
    expect(await server.killExtensionHosts()).toBe(1);
    sandbox.faults.clear();
    await workbench.reload();

    const offer = await workbench.notice("Paid jobs for one image are unfinished.");
    await workbench.screenshot("resume-offer");
    await offer.press("Resume");
    await workbench.notice("cat.cutout.png is ready.");
    expect(await scene().names()).toEqual(["cat.cutout.png", "cat.png", "tom.png"]);
    expect(sandbox.paid.count()).toBe(1);
    expect(sandbox.requests.filter(({ operation }) => operation === "submit")).toHaveLength(1);
    await workbench.notices.clear();
  });

  it("loses none of several jobs", async () => {
    const { workbench, sandbox, server } = scene();
    await scene().setKey("AetherForge AI", siteOf(sandbox, "aetherforge").apiKey);
    sandbox.faults.always("aetherforge", "status", { kind: "status", status: 503 });
    await workbench.rightClick(["cat.png", "tom.png"], "Stratify", "Split Image into Layers...");
    await workbench.dialog.press("Send");
    await workbench.quickInput.asks("Split by which keywords?");
    await workbench.quickInput.answer("cat, nose");
    await vi.waitFor(() => expect(polled(sandbox, "aetherforge")).toBe(4), 60_000);
    expect(await server.killExtensionHosts()).toBe(1);
    sandbox.faults.clear();
    await workbench.reload();

    const offer = await workbench.notice("Paid jobs for 2 images are unfinished.");
    await workbench.run("Stratify: Show Jobs");
    await workbench.viewRows("Jobs").getByText("tom.png").first().waitFor();
    await workbench.screenshot("resume-several");
    await offer.press("Resume");
    await workbench.notice("2 images are split into layers.");
    for (const layers of ["cat.layers", "tom.layers"])
      expect(await scene().names(layers)).toEqual(expect.arrayContaining(["layers.psd", "manifest.json"]));
    expect(sandbox.paid.count("aetherforge")).toBe(4);
    await workbench.screenshot("resumed-several");
  });
});
