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

it("takes up a job that was under way when the plugin was closed, and nothing is paid again", async () => {
  const sandbox = await openServices({ latency: 2_000 });
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const parameters = { keywords: "cup, spoon", provider: "aetherforge" };
  const first = await openPlugin(browser, file, "split", { parameters });
  await first.ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await first.ui.getByRole("button", { name: "Split into layers" }).click();
  await expect.poll(() => sandbox.paid.count()).toBe(2);
  // The image, and both of its jobs: what runs has its handle in the journal.
  await first.ui.getByText("processing").nth(2).waitFor();
  await first.close();

  const again = file.reopen();
  expect(placedFrames(again)).toEqual([]);
  const { ui, close } = await openPlugin(browser, again, "resume");
  onTestFinished(close);
  await ui.getByText("Split by cup, spoon").waitFor();
  await ui.getByRole("button", { name: "Resume", exact: true }).click();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByText("The layers of Cup are in the file.").first().waitFor();
  expect(sandbox.paid.count()).toBe(2);
  expect(placedFrames(again)).toHaveLength(1);
  expect(await again.storage.keysAsync()).toEqual(["settings"]);
});

it("takes up layers that were shown and never placed, and forgets them when they are discarded", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const first = await openPlugin(browser, file, "cutout", { parameters: { provider: "aetherforge" } });
  await first.ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await first.ui.getByRole("button", { name: "Cut out the subject" }).click();
  await first.ui.getByRole("heading", { name: "Layers" }).waitFor();
  await first.close();

  const again = file.reopen();
  const { ui, close } = await openPlugin(browser, again, "split");
  onTestFinished(close);
  await ui.getByRole("button", { name: "Unfinished jobs: 1" }).click();
  await ui.getByRole("button", { name: "Resume", exact: true }).click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  expect(sandbox.paid.count()).toBe(1);
  await ui.getByRole("button", { name: "Back" }).click();
  await ui.getByRole("button", { name: /^Unfinished jobs/ }).click();
  await ui.getByRole("button", { name: "Discard" }).click();
  await ui.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await ui.getByText("There are no unfinished jobs.").waitFor();
  expect(await again.storage.keysAsync()).toEqual(["settings"]);
  expect(placedFrames(again)).toEqual([]);
});
