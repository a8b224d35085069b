import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

/** How many addresses of jobs a service was asked at: HitPaw has one for all, AetherForge AI one for each. */
function polled(sandbox: Sandbox, service: "aetherforge" | "hitpaw"): number {
  const polls = sandbox.requests.filter(({ site, operation }) => site === service && operation === "status");
  return new Set(polls.map(({ path }) => path)).size;
}

/** Waits for so many polls of HitPaw from now on. */
async function polledAgain(sandbox: Sandbox, count: number): Promise<void> {
  const polls = () =>
    sandbox.requests.filter(({ site, operation }) => site === "hitpaw" && operation === "status").length;
  const before = polls();
  await vi.waitFor(() => expect(polls()).toBeGreaterThanOrEqual(before + count), 60_000);
}

const fixtures = join(import.meta.dirname, "../../fixtures/photos");
const names = ["cat.png", "kit.png", "max.png", "tim.png", "tom.png"];

describe("A crash of the extension host", () => {
  const scene = useScene({
    photos: ["cat.png"],
    copies: ["kit.png", "max.png", "tim.png", "tom.png"],
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

    const offer = await workbench.notice("Submitted to HitPaw and not finished: cat.png.");
    await workbench.screenshot("resume-offer");
    await offer.press("Resume");
    await workbench.notice("cat.cutout.png is ready.");
    expect(await scene().names()).toEqual(["cat.cutout.png", ...names]);
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

    const offer = await workbench.notice("Submitted to AetherForge AI and not finished: cat.png, tom.png.");
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

  it("goes on with the rest of a batch that was only planned", async () => {
    const { workbench, sandbox, server } = scene();
    await workbench.notices.clear();
    const paid = sandbox.paid.count("hitpaw");
    sandbox.faults.always("hitpaw", "status", { kind: "status", status: 503 });
    await scene().workbench.rightClick(names, "Stratify", "Cut Out Subject");
    expect(await workbench.dialog.words()).toMatch(/5 jobs will cost \d+ coins/);
    await workbench.dialog.press("Continue");
    // Two images are worked on at once. What is polled again has its handle in the journal.
    await vi.waitFor(() => expect(sandbox.paid.count("hitpaw")).toBe(paid + 2), 60_000);
    await polledAgain(sandbox, 4);
    expect(await server.killExtensionHosts()).toBe(1);
    sandbox.faults.clear();
    await workbench.reload();

    const offer = await workbench.notice("Submitted to HitPaw and not finished");
    await workbench.screenshot("continue-offer");
    expect(offer.text).toContain("Planned with HitPaw and not submitted");
    await offer.press("Continue with the Other 3");
    await workbench.notice("The subjects of 2 images are cut out.");
    expect(await workbench.dialog.words()).toMatch(/3 jobs will cost \d+ coins/);
    await workbench.dialog.press("Continue");
    await workbench.notice("The subjects of 3 images are cut out.");
    expect(sandbox.paid.count("hitpaw")).toBe(paid + 5);
    await workbench.notices.clear();
  });

  it("hands over what was paid for as it is when the image has changed since, and says so", async () => {
    const { workbench, sandbox, server, folder } = scene();
    const paid = sandbox.paid.count("hitpaw");
    sandbox.faults.always("hitpaw", "status", { kind: "status", status: 503 });
    // Whatever was selected before is not any more.
    await workbench.file("tom.png").click();
    await workbench.rightClick("tom.png", "Stratify", "Cut Out Subject");
    await vi.waitFor(() => expect(sandbox.paid.count("hitpaw")).toBe(paid + 1), 60_000);
    await polledAgain(sandbox, 1);
    expect(await server.killExtensionHosts()).toBe(1);
    sandbox.faults.clear();
    await cp(join(fixtures, "chelsea.png"), join(folder, "tom.png"));
    await workbench.reload();

    const offer = await workbench.notice("Submitted to HitPaw and not finished: tom.png.");
    await offer.press("Resume");
    await workbench.notice("tom.png has changed since its jobs were submitted");
    await workbench.screenshot("resumed-changed");
    expect(sandbox.paid.count("hitpaw")).toBe(paid + 1);
  });
});
