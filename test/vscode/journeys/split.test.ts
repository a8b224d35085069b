import { describe, expect, it } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { lookAt } from "./look-at.ts";
import { darkTheme } from "./settings.ts";
import { useScene } from "./use-scene.ts";

/** The same small photograph three times where another host is what counts. */
const scenes = {
  node: { photos: ["coffee.png", "chelsea.png", "cat.png"], copies: [] },
  web: { photos: ["cat.png"], copies: ["kitten.png", "tom.png"] },
} as const;

describe.each(["node", "web"] as const)("Split Image into Layers, in the %s extension host", (host) => {
  // Slow enough to be watched.
  const sandbox = { latency: 2_000 };
  const scene = useScene({ ...scenes[host], host, sandbox, settings: darkTheme });
  const photos = [...scenes[host].photos, ...scenes[host].copies];

  it("asks once for provider, key, consent and keywords, then splits three images", async () => {
    const { workbench, sandbox } = scene();
    const { dialog, quickInput } = workbench;
    await workbench.rightClick(photos, "Stratify", "Split Image into Layers...");
    await quickInput.press("Choose another provider");
    expect((await quickInput.rows()).join("\n")).toMatch(/Local engine[\s\S]*Claid\.ai/);
    await workbench.screenshot(`split-provider-${host}`);
    await quickInput.choose("Claid.ai");
    await quickInput.asks("API key for Claid.ai");
    await quickInput.answer(siteOf(sandbox, "claid").apiKey);
    expect(await dialog.words()).toMatch(/sent to Claid\.ai at 127\.0\.0\.1/);
    await workbench.screenshot(`split-consent-${host}`);
    await dialog.press("Send");
    await quickInput.asks("Split by which keywords?");
    await quickInput.type("cup, person");
    await workbench.screenshot(`split-keywords-${host}`);
    await quickInput.accept();
    expect(await dialog.words()).toContain("6 jobs will be paid for from your Claid.ai account.");
    await dialog.press("Continue");

    await workbench.run("Stratify: Show Jobs");
    await workbench.notice(/[12] of 3 images/);
    await workbench.screenshot(`split-running-${host}`);
    await workbench.notice("3 images are split into layers.");
    await workbench.screenshot(`split-done-${host}`);
    for (const photo of photos) {
      const folder = photo.replace(".png", ".layers");
      expect(await scene().names(folder)).toContain("layers.psd");
      const manifest = JSON.parse((await scene().read(`${folder}/manifest.json`)).toString());
      const layers: { name: string; file: string }[] = manifest.layers;
      expect(layers.map(({ name }) => name)).toEqual(expect.arrayContaining(["cup", "person"]));
      const { width, height } = await lookAt(await scene().read(photo));
      for (const { file } of layers)
        expect(await lookAt(await scene().read(`${folder}/${file}`))).toMatchObject({ width, height });
    }
  });

  it("has paid for each keyword of each image once, and sent the key to nobody else", () => {
    const { paid, leaks } = scene().sandbox;
    expect(paid.count("claid", { keyword: "cup" })).toBe(3);
    expect(paid.count("claid", { keyword: "person" })).toBe(3);
    expect(paid.count()).toBe(6);
    expect(leaks).toEqual([]);
  });

  it("shows the jobs with provider, keyword and duration", async () => {
    const { workbench } = scene();
    const rows = async () => (await workbench.viewRows("Jobs").allTextContents()).join("\n");
    await expect.poll(rows).toMatch(/Done.*6/);
    const done = await rows();
    for (const photo of photos)
      for (const keyword of ["cup", "person"])
        expect(done).toMatch(new RegExp(`${photo}.*${keyword}.*Claid\\.ai.*sec`));
    await workbench.screenshot(`jobs-${host}`);
  });
});
