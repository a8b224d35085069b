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
  // The sandbox speaks HTTP/1.1, over which no browser can rule that out.
  await ui.getByText("this browser may send the request twice and the service may charge twice").waitFor();
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();

  const fields = ui.getByRole("textbox", { name: /^Name of layer/ });
  const shown = await fields.evaluateAll((all) =>
    all.map((one) => (one instanceof HTMLInputElement ? one.value : "")),
  );
  expect(shown.length).toBeGreaterThan(2);
  await fields.first().fill("The cup");
  await fields.first().press("Enter");
  const [, second = "", third = ""] = shown;
  await ui.getByRole("button", { name: `Move ${third} up` }).click();
  await ui.getByText(`${third} is now 2 of ${shown.length}`).waitFor();
  const last = shown.at(-1) ?? "";
  await ui.getByRole("checkbox", { name: `Place ${last}` }).uncheck();
  await ui.getByRole("checkbox", { name: `Place ${last}` }).check();
  await ui.getByRole("checkbox", { name: `Place ${second}` }).uncheck();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByRole("heading", { name: "The layers of Cup are in the file." }).waitFor();

  const [frame, ...others] = placedFrames(file);
  expect(others).toEqual([]);
  const names = frame?.children.map(({ name }) => name).reverse();
  expect(names).toEqual(["The cup", third, ...shown.slice(3)]);
  expect(photos[0]?.fills).toEqual(before);
  expect(file.steps()).toBe(steps + 1);
  expect(sandbox.paid.count("aetherforge")).toBe(2);
  expect(sandbox.leaks).toEqual([]);
  // Nothing is left to resume, and the keywords are remembered.
  expect([...(await file.storage.keysAsync())]).toEqual(["settings"]);
  expect(complaints).toEqual([]);
});

it("places what came of some pictures, and tries the others again without placing any twice", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["One", "Two"], deviceOf(sandbox));
  sandbox.faults.next("claid", "submit", { kind: "status", status: 422 });
  const { ui, close } = await openPlugin(browser, file, "cutout", { parameters: { provider: "claid" } });
  onTestFinished(close);
  await ui.getByRole("radio", { name: /^Claid/, checked: true }).waitFor();
  await ui.getByRole("button", { name: "Cut out the subject" }).click();
  const placed = ui.getByRole("heading", { name: /^The layers of (One|Two) are in the file/ });
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await placed.waitFor();
  const first = await placed.textContent();
  expect(placedFrames(file)).toHaveLength(1);
  await ui.getByRole("button", { name: "Retry failed" }).click();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await placed.waitFor();
  expect(await placed.textContent()).not.toBe(first);
  expect(placedFrames(file)).toHaveLength(2);
  expect(sandbox.paid.count()).toBe(2);
  expect(await ui.getByRole("button", { name: "Retry failed" }).count()).toBe(0);
});

it("splits without keywords, key or network: the background is painted at the bottom, objects lie above it", async () => {
  const { file } = await fileWithPhotos(["Cup"]);
  const { ui, close, complaints } = await openPlugin(browser, file, "split", { hosts: [] });
  onTestFinished(close);
  await ui.getByText("each object that stands out becomes a layer").waitFor();
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await ui.getByText(/finding the subject|painting the background/).waitFor();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByRole("heading", { name: "The layers of Cup are in the file." }).waitFor();
  const [frame] = placedFrames(file);
  const names = frame?.children.map(({ name }) => name) ?? [];
  expect(names.length).toBeGreaterThan(1);
  expect(names[0]).toBe("background");
  expect(names.slice(1).every((name) => name.startsWith("subject"))).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  expect(frame?.getRelaunchData()).toEqual({ "split-again": "automatic layers · local" });
  // Nothing shows through: the background holds what the objects hide.
  expect(frame?.children[0]).toMatchObject({ x: 0, y: 0, width: frame?.width, height: frame?.height });
  expect(complaints).toEqual([]);
});
