import { fileURLToPath } from "node:url";
import type { Task } from "@stratify/core";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openSandbox } from "../contract/open-sandbox.ts";
import { coffee, sandboxClient } from "../contract/services.ts";
import { openRelay, token } from "../relay/open-relay.ts";
import { localServer } from "../support/local-server.ts";
import { launchChromium } from "./chromium.ts";
import type { RelayInput } from "./relay-in-page.ts";

let browser: Browser;
let script = "";
beforeAll(async () => {
  const bundle = build({
    entryPoints: [fileURLToPath(new URL("relay-in-page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
  });
  [browser] = await Promise.all([launchChromium(), bundle]);
  script = (await bundle).outputFiles[0]?.text ?? "";
});
afterAll(() => browser?.close());

/**
 * Uses a relay from a page whose policy allows that one host and nothing else.
 *
 * @param where `/frame` holds it as Figma holds a plugin, in a frame of no origin; `/plugin` is the page itself
 */
async function useRelay(where: "/frame" | "/plugin", relay: string, input: RelayInput) {
  const { origin } = await localServer((response, { path }) => {
    const inner = path === "/plugin";
    const policy = `default-src 'none'; script-src ${origin}; connect-src ${relay}`;
    const headers = inner ? { "content-security-policy": policy } : {};
    if (path === "/plugin.js")
      return response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    const body = inner
      ? '<script src="/plugin.js"></script>'
      : '<iframe sandbox="allow-scripts" src="/plugin"></iframe>';
    return response.writeHead(200, { "content-type": "text/html", ...headers }).end(`<!doctype html>${body}`);
  });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(origin + where);
  const frame = page.frames().find((each) => each.url().endsWith("/plugin"));
  if (!frame) throw new Error("the page has no frame");
  await frame.waitForFunction(() => "useRelay" in globalThis);
  return frame.evaluate((given) => globalThis.useRelay(given), input);
}

const tasks: readonly { readonly provider: string; readonly task: Task }[] = [
  { provider: "aetherforge", task: { task: "split", keywords: ["cup", "spoon"] } },
  { provider: "claid", task: { task: "split", keywords: ["cup"] } },
  { provider: "hitpaw", task: { task: "cutout" } },
  { provider: "aetherforge", task: { task: "cutout" } },
];

const picture = coffee.toString("base64");
const throughRelay = tasks.map(({ provider, task }) => ({ provider: `relay:${provider}`, task }));

describe("a page of no origin in Chromium", () => {
  it("splits and cuts out through the relay alone, while the services let no browser in", async () => {
    const sandbox = await openSandbox({ results: "segment", cors: false });
    const { baseUrl } = await openRelay(sandbox);
    const report = await useRelay("/frame", baseUrl, { baseUrl, token, picture, tasks: throughRelay });
    expect(report.origin).toBe("null");
    expect(report.offered).toEqual(["relay:aetherforge", "relay:claid", "relay:figur", "relay:hitpaw"]);
    expect(report.violations).toEqual([]);
    expect(sandbox.paid.count()).toBe(5);
    expect(sandbox.leaks).toEqual([]);

    const image = { kind: "bytes", name: "coffee.png", bytes: coffee, format: "png" } as const;
    for (const [at, { provider, task }] of tasks.entries()) {
      const direct = await sandboxClient(sandbox).run(task, image, { provider });
      expect(direct.failures).toEqual([]);
      expect(report.results[at]).toEqual({
        failures: [],
        layers: direct.layers.map(({ name, bytes }) => [name, Buffer.from(bytes).toString("base64")]),
      });
    }
  });

  it("is told what is wrong in words: a token that the relay does not know, a keyword that is too short", async () => {
    const sandbox = await openSandbox({ cors: false });
    const { baseUrl } = await openRelay(sandbox);
    const use = (own: string, keyword: string) =>
      useRelay("/frame", baseUrl, {
        baseUrl,
        token: own,
        picture,
        tasks: [{ provider: "relay:claid", task: { task: "split", keywords: [keyword] } }],
      });
    await expect(use("not-a-token-of-the-tests-0123456789", "cup")).rejects.toThrow(
      "Relay: the service did not accept the API key (the relay does not know this access token)",
    );
    await expect(use(token, "ab")).rejects.toThrow("a keyword has at least 3 characters");
    expect(sandbox.paid.count()).toBe(0);
  });
});

it("asks a page of another origin for permission once for each address, not with every poll", async () => {
  const sandbox = await openSandbox({ latency: { polls: 4 } });
  const { baseUrl, log } = await openRelay(sandbox);
  const [task] = throughRelay.filter(({ provider }) => provider === "relay:hitpaw");
  if (!task) throw new Error("there is no such task");
  const { results } = await useRelay("/plugin", baseUrl, { baseUrl, token, picture, tasks: [task] });
  expect(results[0]?.failures).toEqual([]);
  const polls = log.filter(({ route }) => route === "/v1/jobs/:job");
  expect(polls.length).toBeGreaterThan(2);
  // To list, to submit, and to poll.
  expect(log.filter(({ method }) => method === "OPTIONS")).toHaveLength(3);
});
