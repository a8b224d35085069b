import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { openPlugin } from "./open-plugin.ts";
import { deviceOf, fileWithPhotos, openServices } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("reports a keyword that was paid for and shows the same as another", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  // The sandbox finds the same region for both words.
  const { ui, close } = await openPlugin(browser, file, "split", {
    parameters: { keywords: "cup, saucer", provider: "aetherforge" },
  });
  onTestFinished(close);
  await ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  await ui
    .getByText(/It shows the same as "(cup|saucer).*" and is left out\./)
    .first()
    .waitFor();
  expect(sandbox.paid.count()).toBe(2);
});

it("does not submit a job again whose outcome nobody knows", async () => {
  const sandbox = await openServices();
  sandbox.faults.next("aetherforge", "submit", { kind: "status-after", status: 502 });
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const { ui, close } = await openPlugin(browser, file, "split", {
    parameters: { keywords: "cup", provider: "aetherforge" },
  });
  onTestFinished(close);
  await ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await ui.getByRole("heading", { name: "Nothing to place" }).waitFor();
  await ui.getByText("nobody knows whether the service took the job").waitFor();
  // Once more it is asked for what became of the job; then there is nothing left to try.
  await ui.getByRole("button", { name: "Retry failed" }).click();
  await ui.getByText("nobody knows whether the service took the job. It may have been charged").waitFor();
  expect(await ui.getByRole("button", { name: "Retry failed" }).count()).toBe(0);
  expect(sandbox.paid.count()).toBe(1);
  expect(sandbox.requests.filter(({ operation }) => operation === "submit")).toHaveLength(1);
});
