import { describe, expect, it, vi } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

describe("A row of the jobs view", () => {
  const scene = useScene({
    photos: ["cat.png"],
    settings: { "stratify.provider.cutout": "hitpaw", "stratify.provider.split": "aetherforge" },
  });

  it("resumes a job that was paid for, and pays nothing more", async () => {
    const { workbench, sandbox } = scene();
    await scene().setKey("HitPaw", siteOf(sandbox, "hitpaw").apiKey);
    sandbox.faults.always("hitpaw", "status", { kind: "status", status: 503 });
    await workbench.rightClick("cat.png", "Stratify", "Cut Out Subject");
    await workbench.dialog.press("Send");
    const progress = await workbench.notice("Cutting out");
    // What is polled has its handle in the journal.
    const polls = () => sandbox.requests.filter(({ operation }) => operation === "status").length;
    await vi.waitFor(() => expect(polls()).toBeGreaterThan(0), 60_000);
    expect(sandbox.paid.count()).toBe(1);
    await progress.press("Cancel");
    await workbench.notice("Stopped.");
    await workbench.notices.clear();
    sandbox.faults.clear();
    await workbench.run("Stratify: Show Jobs");
    const row = workbench.viewRows("Jobs").filter({ hasText: "cat.png" });
    await row.hover();
    expect(await row.getByRole("button", { name: "Retry Job" }).count()).toBe(0);
    await workbench.rowAction(/cat\.png/, "Resume Job");
    await workbench.notice("cat.cutout.png is ready.");
    expect(sandbox.paid.count()).toBe(1);
    await workbench.notices.clear();
  });

  it("submits one failed keyword again, into the same set", async () => {
    const { workbench, sandbox } = scene();
    await scene().setKey("AetherForge AI", siteOf(sandbox, "aetherforge").apiKey);
    sandbox.faults.next("aetherforge", "submit", { kind: "job-failed" });
    await workbench.rightClick("cat.png", "Stratify", "Split Image into Layers...");
    await workbench.dialog.press("Send");
    await workbench.quickInput.asks("Split by which keywords?");
    await workbench.quickInput.answer("cat, nose");
    await workbench.notice("cat.layers is ready.");
    expect(sandbox.paid.count("aetherforge")).toBe(2);
    const before = await layersIn("cat.layers");
    expect(before).toHaveLength(1);
    await workbench.notices.clear();

    await workbench.screenshot("one-keyword-failed");
    const failed = before.includes("cat") ? "nose" : "cat";
    await workbench.rowAction(new RegExp(`cat\\.png${failed}`), "Retry Job");
    await workbench.notice("cat.layers is ready.");
    await workbench.screenshot("one-keyword-retried");
    expect(sandbox.paid.count("aetherforge")).toBe(3);
    expect(sandbox.paid.count("aetherforge", { keyword: failed })).toBe(2);
    expect((await layersIn("cat.layers")).toSorted()).toEqual(["cat", "nose"]);
    expect((await scene().names()).filter((name) => name.includes("layers"))).toEqual(["cat.layers"]);
    await workbench.notices.clear();
  });

  it("is there after a reload, and shows what was done", async () => {
    const { workbench } = scene();
    await workbench.reload();
    await workbench.run("Stratify: Show Jobs");
    const rows = async () => (await workbench.viewRows("Jobs").allTextContents()).join("\n");
    await expect.poll(rows).toMatch(/cat\.png.*HitPaw/);
    expect(await rows()).toMatch(/cat\.pngnose.*AetherForge AI/);
  });

  /** The keywords of the layers in a set. */
  async function layersIn(folder: string): Promise<readonly string[]> {
    const manifest = JSON.parse((await scene().read(`${folder}/manifest.json`)).toString());
    const layers: readonly { readonly keyword?: string }[] = manifest.layers;
    return [...new Set(layers.flatMap(({ keyword }) => keyword ?? []))];
  }
});
