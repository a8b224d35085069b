import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { openFile } from "../fake/open-file.ts";
import { openPlugin } from "./open-plugin.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("shows layers of the sample picture without a selection, a key or the network", async () => {
  const file = openFile();
  const text = file.text();
  const { ui, close, complaints } = await openPlugin(browser, file, "split", { hosts: [] });
  onTestFinished(close);
  await ui.getByRole("button", { name: "Try a sample picture" }).click();
  await ui.getByRole("heading", { name: "Layers" }).waitFor();
  expect(await ui.getByRole("textbox", { name: /^Name of layer/ }).count()).toBeGreaterThan(1);
  await ui.getByText("Drawn over each other, the layers give").waitFor();
  expect(await ui.getByRole("button", { name: "Place in the file" }).count()).toBe(0);
  expect(file.text()).toBe(text);
  expect(complaints).toEqual([]);
});
