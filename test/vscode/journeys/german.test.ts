import { describe, expect, it } from "vitest";
import { closeMenus, menuTitles } from "../workbench/menu.ts";
import { useScene } from "./use-scene.ts";

describe.each(["node", "web"] as const)("In German, in the %s extension host", (host) => {
  const scene = useScene({ photos: ["cat.png"], host, locale: "de" });

  it("menus, questions, results and the preview speak German", async () => {
    const { workbench } = scene();
    const { page, quickInput } = workbench;
    await workbench.openMenu("cat.png", "Stratify");
    await page.getByText("Motiv freistellen").waitFor();
    expect((await menuTitles(page)).join("\n")).toMatch(
      /Bild in Ebenen zerlegen\.\.\.[\s\S]*Motiv freistellen[\s\S]*Hintergrund ersetzen\.\.\./,
    );
    await workbench.screenshot(`german-menu-${host}`);
    await closeMenus(page);

    await workbench.rightClick("cat.png", "Stratify", "Bild in Ebenen zerlegen...");
    await quickInput.press("Anderen Anbieter wählen");
    expect((await quickInput.rows()).join("\n")).toMatch(
      /Kostenlos[\s\S]*bleibt auf diesem Rechner[\s\S]*Noch nicht gesetzt: API-Schlüssel/,
    );
    await workbench.screenshot(`german-providers-${host}`);
    await quickInput.choose("Lokale Engine");
    await quickInput.asks("Nach welchen Stichwörtern zerlegen?");
    await quickInput.answer("subject");
    const notice = await workbench.notice("cat.layers ist fertig.");
    await notice.press("Vorschau öffnen");
    await workbench.webview().getByText("Vergleich", { exact: true }).waitFor();
    await workbench.screenshot(`german-preview-${host}`);
  });
});
