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
    await expect.poll(() => row.isChecked()).toBe(true);
    await workbench.screenshot("preview-layers");
    await row.press("Space");
    await expect.poll(() => row.isChecked()).toBe(false);
    await workbench.screenshot("preview-layer-off");
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
