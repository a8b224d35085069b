import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { recomposition } from "../main/recompose.ts";
import { openPlugin } from "./open-plugin.ts";
import { deviceOf, fileWithPhotos, openServices, placedFrames } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("splits a photograph by keywords through a service, and places what the preview showed", async () => {
  const sandbox = await openServices();
  const { file, photos } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const before = photos[0]?.fills;
  const steps = file.steps();
  const { ui, close, complaints } = await openPlugin(browser, file, "split");
  onTestFinished(close);

  await ui.getByRole("radio", { name: "AetherForge AI" }).check();
  await ui.getByRole("textbox", { name: "Keywords" }).fill("cup, spoon");
  await ui.getByRole("textbox", { name: "Keywords" }).press("Enter");
  await expect.poll(() => ui.getByText("charges your account for 2 jobs").count()).toBe(1);
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();

  const names = ui.getByRole("textbox", { name: /^Name of layer/ });
  const shown = await names.evaluateAll((all) =>
    all.map((one) => (one instanceof HTMLInputElement ? one.value : "")),
  );
  expect(shown.length).toBeGreaterThan(2);
  await names.first().fill("The cup");
  await names.first().press("Enter");
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByRole("heading", { name: "The layers of Cup are in the file." }).waitFor();

  const [frame, ...others] = placedFrames(file);
  expect(others).toEqual([]);
  expect(frame?.children.map(({ name }) => name).reverse()).toEqual(["The cup", ...shown.slice(1)]);
  if (frame && photos[0]) expect(await recomposition(photos[0], frame)).toBeLessThan(2);
  expect(photos[0]?.fills).toEqual(before);
  expect(file.steps()).toBe(steps + 1);
  expect(sandbox.paid.count("aetherforge")).toBe(2);
  expect(sandbox.leaks).toEqual([]);
  // Nothing is left to resume, and the keywords are remembered.
  expect([...(await file.storage.keysAsync())]).toEqual(["settings"]);
  expect(complaints).toEqual([]);
});
