import { describe, expect, it } from "vitest";
import { darkTheme } from "./settings.ts";
import { useScene } from "./use-scene.ts";

describe("The preview", () => {
  const scene = useScene({
    photos: ["coffee.png"],
    settings: darkTheme,
  });

  it("shows the automatic layers of a first split, and turns one off by the keyboard", async () => {
    const { workbench } = scene();
    await workbench.rightClick("coffee.png", "Stratify", "Split Image into Layers...");
    await workbench.quickInput.asks("Without any, the layers are automatic.");
    expect(await workbench.quickInput.words()).toContain("Press Enter for automatic layers");
    await workbench.screenshot("automatic-keywords");
    await workbench.quickInput.accept();
    await workbench.run("Stratify: Show Jobs");
    await workbench.notice(/finding the subject|painting the background/);
    await workbench.screenshot("automatic-running");
    const notice = await workbench.notice("coffee.layers is ready.");
    await notice.press("Open Preview");
    const page = workbench.webview();
    const row = page.getByRole("checkbox", { name: "subject" });
    await expect.poll(() => row.isChecked()).toBe(true);
    await workbench.screenshot("preview-layers");
    await row.press("Space");
    await expect.poll(() => row.isChecked()).toBe(false);
    await workbench.screenshot("preview-layer-off");
  });

  it("has a manifest whose bottom layer is the painted background, and a job that names the layers", async () => {
    const { workbench } = scene();
    const manifest = JSON.parse((await scene().read("coffee.layers/manifest.json")).toString());
    const names = manifest.layers.map(({ name }: { name: string }) => name);
    expect(names[0]).toBe("background");
    expect(manifest.task).toEqual({ kind: "split", keywords: [] });
    const rows = async () => (await workbench.viewRows("Jobs").allTextContents()).join("\n");
    await expect.poll(rows).toContain(names.toReversed().join(", "));
  });

  it("compares source and layers with a divider that arrow keys move", async () => {
    const page = scene().workbench.webview();
    await page.getByText("Compare", { exact: true }).click();
    await expect.poll(() => page.getByRole("radio", { name: "Compare" }).isChecked()).toBe(true);
    const divider = page.getByRole("slider", { name: "Divider between source and layers" });
    const place = async () => Number(await divider.getAttribute("aria-valuenow"));
    const before = await place();
    await divider.press("ArrowRight");
    await expect.poll(place).toBeGreaterThan(before);
    await scene().workbench.screenshot("preview-compare");
  });
});
