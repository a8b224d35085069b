import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closeMenus, menuTitles } from "../workbench/menu.ts";
import { lookAt } from "./look-at.ts";
import { darkTheme } from "./settings.ts";
import { useScene } from "./use-scene.ts";

describe("Cut Out Subject", () => {
  const scene = useScene({ photos: ["coffee.png"], settings: darkTheme });

  it("writes the cut-out beside a photograph that was right-clicked, with no key", async () => {
    const { workbench } = scene();
    await workbench.file("coffee.png").click();
    await workbench.webview().getByRole("img").waitFor();
    await workbench.openMenu("coffee.png", "Stratify");
    await expect.poll(() => menuTitles(workbench.page)).toContain("Cut Out Subject");
    await workbench.screenshot("menu");
    await closeMenus(workbench.page);
    await workbench.rightClick("coffee.png", "Stratify", "Cut Out Subject");
    const notice = await workbench.notice("coffee.cutout.png is ready.");
    await workbench.screenshot("cut-out");
    await notice.press("Open Preview");
    await workbench.webview().getByRole("radio", { name: "Compare" }).waitFor({ state: "attached" });
    await workbench.webview().getByRole("checkbox", { name: "Source" }).waitFor();
    await workbench.screenshot("preview-of-cut-out");

    expect(await scene().names()).toEqual(["coffee.cutout.png", "coffee.png"]);
    const { width, height, clear } = await lookAt(await scene().read("coffee.cutout.png"));
    expect([width, height]).toEqual([600, 400]);
    expect(clear).toBeGreaterThan(0.2);
    expect(clear).toBeLessThan(0.9);
  });

  it("takes a free name the second time", async () => {
    const { workbench } = scene();
    const first = await scene().read("coffee.cutout.png");
    await workbench.rightClick("coffee.png", "Stratify", "Cut Out Subject");
    await workbench.notice("coffee.cutout-2.png is ready.");
    expect(await scene().read("coffee.cutout.png")).toEqual(first);
  });

  it("is offered for pictures whatever the case of their ending, and for nothing else", async () => {
    const { workbench, folder } = scene();
    await writeFile(join(folder, "UPPER.PNG"), await scene().read("coffee.png"));
    await writeFile(join(folder, "notes.txt"), "Nothing to see.");
    await workbench.refreshExplorer();
    await workbench.openMenu("UPPER.PNG", "Stratify");
    await expect.poll(() => menuTitles(workbench.page)).toContain("Cut Out Subject");
    await closeMenus(workbench.page);
    await workbench.openMenu("notes.txt");
    expect(await menuTitles(workbench.page)).not.toContain("Stratify");
    await closeMenus(workbench.page);
  });
});
