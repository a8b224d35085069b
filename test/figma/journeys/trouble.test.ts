import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { recomposition } from "../main/recompose.ts";
import { openPlugin } from "./open-plugin.ts";
import { deviceOf, fileWithPhotos, openServices, placedFrames } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function split(keywords: string, device: ReadonlyMap<string, unknown>, options = {}) {
  const { file, photos } = await fileWithPhotos(["Cup"], device);
  const plugin = await openPlugin(browser, file, "split", {
    parameters: { keywords, provider: "aetherforge" },
    ...options,
  });
  await plugin.ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await plugin.ui.getByRole("button", { name: "Split into layers" }).click();
  return { file, photos, ...plugin };
}

it("says that a service can't be called from Figma, before anything is paid, and where to set a relay", async () => {
  const sandbox = await openServices({ cors: false });
  const { ui, close } = await split("cup", deviceOf(sandbox));
  onTestFinished(close);
  await ui
    .getByText("AetherForge AI can't be called from Figma directly: set a relay in the settings.")
    .waitFor();
  expect(sandbox.paid.count()).toBe(0);
  expect(sandbox.requests.filter(({ operation }) => operation === "submit")).toEqual([]);
  await ui.getByRole("button", { name: "Set a relay" }).click();
  await ui.getByRole("heading", { name: "Relay" }).waitFor();
});

it("tells a dead network from that", async () => {
  const sandbox = await openServices();
  const device = deviceOf(sandbox);
  await sandbox.close();
  const { ui, close } = await split("cup", device);
  onTestFinished(close);
  await ui.getByText("AetherForge AI can't be reached. Check the connection and run it again.").waitFor();
});

it("tells a host that the manifest does not name from that", async () => {
  const sandbox = await openServices();
  const { ui, close } = await split("cup", deviceOf(sandbox), { hosts: ["https://api.aetherforgeai.com"] });
  onTestFinished(close);
  await ui.getByText("This copy of the plugin is not allowed to call AetherForge AI.").waitFor();
  expect(sandbox.requests).toEqual([]);
});

it("says that a key is not accepted, before anything is paid", async () => {
  const sandbox = await openServices();
  const { ui, close } = await split("cup", deviceOf(sandbox, { keys: { aetherforge: "wrong-key-123" } }));
  onTestFinished(close);
  await ui.getByText("did not accept the API key").waitFor();
  await ui.getByRole("button", { name: "Check the key" }).waitFor();
  expect(sandbox.requests.filter(({ operation }) => operation === "submit")).toEqual([]);
});

it("keeps what succeeded when one keyword fails, and tries only that one again", async () => {
  const sandbox = await openServices();
  sandbox.faults.next("aetherforge", "submit", { kind: "status", status: 422 });
  const { file, photos, ui, close } = await split("cup, spoon, table", deviceOf(sandbox));
  onTestFinished(close);
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  expect(sandbox.paid.count()).toBe(2);
  const missing = ["cup", "spoon", "table"].find(
    (keyword) => sandbox.paid.count(undefined, { keyword }) === 0,
  );
  await ui
    .getByRole("listitem")
    .filter({ hasText: `${missing}: AetherForge AI: Cup` })
    .waitFor();
  await ui.getByRole("button", { name: "Retry failed" }).click();
  await ui.getByRole("button", { name: "Retry failed" }).waitFor({ state: "detached" });
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  expect(["cup", "spoon", "table"].map((keyword) => sandbox.paid.count(undefined, { keyword }))).toEqual([
    1, 1, 1,
  ]);
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByText("The layers of Cup are in the file.").first().waitFor();
  const [frame] = placedFrames(file);
  if (frame && photos[0]) expect(await recomposition(photos[0], frame)).toBeLessThan(2);
  const names = frame?.children.map(({ name }) => name) ?? [];
  for (const keyword of ["cup", "spoon", "table"])
    expect(names.some((name) => name.startsWith(keyword))).toBe(true);
  expect(await file.storage.keysAsync()).toEqual(["settings"]);
});

it("stops at once, keeps what was paid for, and takes it up again for nothing", async () => {
  const sandbox = await openServices({ latency: 5_000 });
  const { file, ui, close } = await split("cup, spoon", deviceOf(sandbox));
  onTestFinished(close);
  await expect.poll(() => sandbox.paid.count()).toBe(2);
  await ui.getByText("processing").nth(2).waitFor();
  await ui.getByRole("button", { name: "Stop" }).click();
  await ui.getByText("stopped").first().waitFor();
  // At once: nobody waited for the jobs to end.
  expect(sandbox.requests.filter(({ operation }) => operation === "download")).toEqual([]);
  expect(placedFrames(file)).toEqual([]);
  expect(await file.storage.keysAsync()).toHaveLength(2);
  await ui.getByRole("button", { name: "Retry failed" }).click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  expect(sandbox.paid.count()).toBe(2);
});

it("pays nothing when the device has no room for the journal, and says so", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox), { storageLimit: 800 });
  const parameters = { keywords: "cup", provider: "aetherforge" };
  const { ui, close } = await openPlugin(browser, file, "split", { parameters });
  onTestFinished(close);
  await ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await ui.getByText("the journal could not be written. Nothing was charged").waitFor();
  expect(sandbox.paid.count()).toBe(0);
});

it("gives details for support without keys or signed addresses", async () => {
  const sandbox = await openServices();
  sandbox.faults.always("aetherforge", "submit", { kind: "status", status: 422 });
  const { page, ui, close } = await split("cup", deviceOf(sandbox));
  onTestFinished(close);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ui.getByRole("button", { name: "Copy details" }).click();
  await ui.getByText("Copied").waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("provider: aetherforge");
  expect(text).toContain("keyword: cup");
  expect(text).not.toContain(siteOf(sandbox, "aetherforge").apiKey);
});
