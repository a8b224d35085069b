import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { openPlugin } from "./open-plugin.ts";
import { deviceOf, fileWithPhotos, openServices, placedFrames } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("shows layers that were paid for again after their preview was left, and pays for nothing twice", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const { ui, close } = await openPlugin(browser, file, "split", {
    parameters: { keywords: "cup, spoon", provider: "aetherforge" },
  });
  onTestFinished(close);
  await ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  expect(sandbox.paid.count()).toBe(2);
  await ui.getByRole("button", { name: "Back" }).click();
  await ui.locator(".footer").getByRole("button").first().click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByRole("heading", { name: "The layers of Cup are in the file." }).waitFor();
  expect(sandbox.paid.count()).toBe(2);
  expect(sandbox.requests.filter(({ operation }) => operation === "submit")).toHaveLength(2);
  expect(placedFrames(file)).toHaveLength(1);
  expect(await file.storage.keysAsync()).toEqual(["settings"]);
});

it("opens a cut-out's button as a cut-out by the same service", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const first = await openPlugin(browser, file, "cutout", { parameters: { provider: "claid" } });
  await first.ui.getByRole("radio", { name: /^Claid/, checked: true }).waitFor();
  await first.ui.getByRole("button", { name: "Cut out the subject" }).click();
  await first.ui.getByRole("button", { name: "Place in the file" }).click();
  await first.ui.getByRole("heading", { name: "The layers of Cup are in the file." }).waitFor();
  await first.close();

  const again = file.reopen();
  again.user.select(...placedFrames(again));
  const { ui, close } = await openPlugin(browser, again, "split-again");
  onTestFinished(close);
  await ui.getByRole("radio", { name: /^Claid/, checked: true }).waitFor();
  await ui.getByRole("button", { name: "Cut out the subject" }).waitFor();
  expect(sandbox.paid.count()).toBe(1);
});

it("opens a split's button with its keywords and service", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const first = await openPlugin(browser, file, "split", {
    parameters: { keywords: "cup, spoon", provider: "aetherforge" },
  });
  await first.ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await first.ui.getByRole("button", { name: "Split into layers" }).click();
  await first.ui.getByRole("button", { name: "Place in the file" }).click();
  await first.ui.getByRole("heading", { name: "The layers of Cup are in the file." }).waitFor();
  await first.close();

  const again = file.reopen();
  again.user.select(...placedFrames(again));
  const { ui, close } = await openPlugin(browser, again, "split-again");
  onTestFinished(close);
  await ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await ui.getByRole("button", { name: 'Remove "cup"' }).waitFor();
  await ui.getByRole("button", { name: 'Remove "spoon"' }).waitFor();
  expect(sandbox.paid.count()).toBe(2);
});
