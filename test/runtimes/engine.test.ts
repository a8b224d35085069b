import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { bundleEngine } from "./bundle-engine.ts";
import { launchChromium } from "./chromium.ts";
import { servePages } from "./page-server.ts";

let browser: Browser;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-engine-"));
  [browser] = await Promise.all([launchChromium(), bundleEngine(folder)]);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** Has the engine work in a page under that policy for its scripts. */
async function segment(scripts: string) {
  const policy = `default-src 'none'; script-src ${scripts}; worker-src 'self'`;
  const server = await servePages({ policy, folder, module: "engine-in-page.js" });
  onTestFinished(() => server.close());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(server.origin);
  return page.evaluate(() => globalThis.segmented);
}

it("the local engine finds a disc and its colour in a worker of Chromium", async () => {
  const found = await segment("'self' 'unsafe-eval'");
  expect(found?.red.inside).toBeGreaterThan(0.95);
  expect(found?.red.outside).toBeLessThan(0.02);
  expect(found?.subject.inside).toBeGreaterThan(0.95);
  expect(found?.subject.outside).toBeLessThan(0.02);
});

it("the local engine says so when the page's policy forbids what OpenCV needs", async () => {
  await expect(segment("'self' 'wasm-unsafe-eval'")).rejects.toThrow(
    /EngineError: .*Content Security Policy.*'unsafe-eval'/,
  );
});
