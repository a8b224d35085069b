import { describe, expect, it } from "vitest";
import { darkTheme } from "./settings.ts";
import { useScene } from "./use-scene.ts";

describe("The preview", () => {
  const scene = useScene({
    photos: ["coffee.png"],
    settings: { ...darkTheme, "stratify.provider.split": "local" },
  });

  it("shows the layers of a split, and turns one off by the keyboard", async () => {
    const { workbench } = scene();
    await workbench.rightClick("coffee.png", "Stratify", "Split Image into Layers...");
    await workbench.quickInput.answer("subject");
    const notice = await workbench.notice("coffee.layers is ready.");
    await notice.press("Open Preview");
    const page = workbench.webview();
    const row = page.getByRole("checkbox", { name: "subject" });
    await row.waitFor();
    await workbench.screenshot("preview-layers");
    expect(await row.isChecked()).toBe(true);
    await row.focus();
    await workbench.page.keyboard.press("Space");
    expect(await row.isChecked()).toBe(false);
    await workbench.screenshot("preview-layer-off");
  });

  it("compares source and layers with a divider that arrow keys move", async () => {
    const page = scene().workbench.webview();
    await page.getByText("Compare", { exact: true }).click();
    expect(await page.getByRole("radio", { name: "Compare" }).isChecked()).toBe(true);
    const divider = page.getByRole("slider", { name: "Divider between source and layers" });
    const before = Number(await divider.getAttribute("aria-valuenow"));
    await divider.press("ArrowRight");
    expect(Number(await divider.getAttribute("aria-valuenow"))).toBeGreaterThan(before);
    await scene().workbench.screenshot("preview-compare");
  });
});
