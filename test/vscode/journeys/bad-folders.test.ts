import { cp, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { makeReadOnly, mountSmallDisk, unmount } from "./small-disk.ts";
import { useScene } from "./use-scene.ts";

describe("A folder that nothing can be written to", () => {
  const scene = useScene({
    photos: ["cat.png"],
    settings: { "stratify.provider.split": "claid" },
    sandbox: { latency: 3_000 },
  });
  let disk: string | undefined;
  afterEach(async () => {
    if (disk) await unmount(disk);
    disk = undefined;
  });

  it("is full: the reason is told, and nothing half-written is left", async ({ skip }) => {
    const { workbench, folder } = scene();
    const full = join(folder, "full");
    if (!(await mountSmallDisk(full, 64 * 1024))) skip("A small disk can be mounted only by root on Linux.");
    disk = full;
    await cp(join(folder, "cat.png"), join(full, "cup.png"));
    // Room for a beginning of the result only, whatever the engine makes of the picture.
    const { bavail, bsize } = await statfs(full);
    await writeFile(join(full, "ballast"), new Uint8Array((bavail - 1) * bsize));
    await workbench.refreshExplorer();
    await workbench.file("full").click();
    await workbench.rightClick("cup.png", "Stratify", "Cut Out Subject");
    const notice = await workbench.notice(/disk is full/);
    await workbench.screenshot("disk-full");
    expect(notice.text).toMatch(/cup/);
    expect(await scene().names("full")).toEqual(["ballast", "cup.png"]);
    await workbench.notices.clear();
  });

  it("is read-only: the reason is told", async ({ skip }) => {
    const { workbench, folder } = scene();
    const locked = join(folder, "locked");
    if (!(await mountSmallDisk(locked, 2 ** 20))) skip("A small disk can be mounted only by root on Linux.");
    disk = locked;
    await cp(join(folder, "cat.png"), join(locked, "mug.png"));
    await makeReadOnly(locked);
    await workbench.refreshExplorer();
    await workbench.file("locked").click();
    await workbench.rightClick("mug.png", "Stratify", "Cut Out Subject");
    await workbench.notice(/read-only/);
    await workbench.screenshot("read-only");
    await workbench.notices.clear();
  });

  it("lost the picture while it was worked on: what was paid for is written all the same", async () => {
    const { workbench, sandbox, folder } = scene();
    await scene().setKey("Claid.ai", siteOf(sandbox, "claid").apiKey);
    await workbench.rightClick("cat.png", "Stratify", "Split Image into Layers...");
    await workbench.dialog.press("Send");
    await workbench.quickInput.asks("Split by which keywords?");
    await workbench.quickInput.answer("cup");
    await vi.waitFor(() => expect(sandbox.paid.count()).toBe(1), 60_000);
    await rm(join(folder, "cat.png"));
    await workbench.notice("cat.layers is ready.");
    expect(await scene().names("cat.layers")).toContain("manifest.json");
    expect(sandbox.paid.count()).toBe(1);
  });
});
