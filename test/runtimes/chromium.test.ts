import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { serviceCases } from "../contract/services.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { bundleJourney } from "./bundle-journey.ts";
import { launchChromium } from "./chromium.ts";
import { billOf, expectedBill, expectedReport, expectedUnreached, letsPagesIn } from "./expected-report.ts";
import { journeyInput } from "./journey-input.ts";
import { servePages } from "./page-server.ts";

/** Everything that core needs, and no `unsafe-eval`. */
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src *";

let browser: Browser;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-chromium-"));
  [browser] = await Promise.all([launchChromium(["--ignore-certificate-errors"]), bundleJourney(folder)]);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

async function openSandbox(options: { cors: boolean; http2?: boolean }): Promise<Sandbox> {
  const sandbox = await startSandbox({ results: "tiny", ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Takes the journey in Chromium, from an origin of its own. */
async function travel(where: string, sandbox: Sandbox) {
  const input = () => journeyInput(sandbox, true);
  const server = await servePages({ policy, folder, module: "in-page.mjs", input });
  onTestFinished(() => server.close());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const crashes: string[] = [];
  page.on("pageerror", ({ message }) => crashes.push(message));
  await page.goto(`${server.origin}/${where}`);
  const outcome = await page.evaluate(() => globalThis.outcome);
  if (!outcome) throw new Error("the page never began");
  return { ...outcome, crashes };
}

it.each([
  ["page", "1.1", false],
  ["worker", "1.1", false],
  ["page", "2", true],
] as const)(
  "core runs in a %s of Chromium as it does in Node, over HTTP/%s, under a policy without unsafe-eval",
  async (where, _version, http2) => {
    const sandbox = await openSandbox({ cors: true, http2 });
    const { report, violations, evalIsStopped, crashes } = await travel(where, sandbox);
    expect(report).toEqual(expectedReport(sandbox));
    expect(violations).toEqual([]);
    expect(evalIsStopped).toBe(true);
    expect(crashes).toEqual([]);
    expect(billOf(sandbox)).toEqual(expectedBill());
    expect(sandbox.leaks).toEqual([]);
    if (!http2) return;
    const submits = sandbox.requests.filter(({ operation }) => operation === "submit");
    const heard = submits.flatMap(({ site, path }) => sandbox.heard(site, path));
    expect(new Set(heard.map(({ version }) => version))).toEqual(new Set(["2.0"]));
    // A preflight has made each connection a reused one before the first payment. What is free may be repeated.
    const free = (site: string) => serviceCases.some((each) => each.service === site && each.free);
    const paid = submits
      .filter(({ site }) => !free(site))
      .flatMap(({ site, path }) => sandbox.heard(site, path));
    expect(paid.length).toBeGreaterThan(0);
    expect(paid.filter(({ method, nth }) => method === "POST" && nth === 1)).toEqual([]);
  },
);

it("core says what is wrong where services let no page in, and nothing is paid", async () => {
  const sandbox = await openSandbox({ cors: false });
  const { report, crashes } = await travel("page", sandbox);
  // Browsers do not tell a request that they held back from one whose answer they hide.
  expect(report).toEqual(expectedUnreached(sandbox));
  expect(crashes).toEqual([]);
  expect(billOf(sandbox)).toEqual(expectedBill(letsPagesIn));
  // It asks for permission and, refused, sends nothing.
  const refused = sandbox.requests.filter(({ site }) => !letsPagesIn(site));
  expect([...new Set(refused.map(({ method }) => method))]).toEqual(["OPTIONS"]);
});
