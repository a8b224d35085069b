import { fileURLToPath } from "node:url";
import { systemClock } from "@stratify/core";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openSandbox } from "../contract/open-sandbox.ts";
import {
  coffee,
  firstCase,
  type SuiteCase,
  sandboxClient,
  serviceCases,
  taskOf,
} from "../contract/services.ts";
import { openRelay, token } from "../relay/open-relay.ts";
import { sandboxProviders } from "../sandbox/providers.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
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

const picture = coffee.toString("base64");
const uploaded = serviceCases.filter(({ input }) => input === "bytes");

/** Every case that is uploaded, as a page asks a relay for it. */
const throughRelay = (sandbox: Sandbox, cases: readonly SuiteCase[] = uploaded) =>
  Promise.all(
    cases.map(async (each) => ({ provider: `relay:${each.service}`, task: await taskOf(sandbox, each) })),
  );

describe("a page of no origin in Chromium", () => {
  it("splits and cuts out through the relay alone, while the services let no browser in", async () => {
    const sandbox = await openSandbox({ results: "segment", cors: false });
    // Segmenting takes its time, which limits of a fast clock would not leave.
    const { baseUrl } = await openRelay(sandbox, { clock: systemClock });
    const tasks = await throughRelay(sandbox);
    const report = await useRelay("/frame", baseUrl, { baseUrl, token, picture, tasks });
    expect(report.origin).toBe("null");
    expect(report.offered).toEqual(Object.keys(sandbox.services).map((id) => `relay:${id}`));
    expect(report.violations).toEqual([]);
    expect(sandbox.paid.count()).toBe(uploaded.length);
    expect(sandbox.leaks).toEqual([]);

    const image = { kind: "bytes", name: "coffee.png", bytes: coffee, format: "png" } as const;
    for (const [at, each] of uploaded.entries()) {
      const task = await taskOf(sandbox, each);
      const direct = await sandboxClient(sandbox).run(task, image, { provider: each.service });
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
    const strict = sandboxProviders(sandbox).find(
      ({ capabilities }) => (capabilities.keywords?.min ?? 0) > 1,
    );
    if (!strict) throw new Error("no provider has a shortest keyword");
    const use = (own: string, keyword: string) =>
      useRelay("/frame", baseUrl, {
        baseUrl,
        token: own,
        picture,
        tasks: [{ provider: `relay:${strict.id}`, task: { task: "split", keywords: [keyword] } }],
      });
    await expect(use("not-a-token-of-the-tests-0123456789", "cup")).rejects.toThrow(
      "Relay: the service did not accept the API key (the relay does not know this access token)",
    );
    const { results } = await use(token, "a");
    expect(results[0]?.failures[0]?.message).toMatch(/a keyword has at least \d+ characters/);
    expect(sandbox.paid.count()).toBe(0);
  });
});

it("asks a page of another origin for permission once for each address, not with every poll", async () => {
  const sandbox = await openSandbox({ latency: { polls: 4 } });
  const { baseUrl, log } = await openRelay(sandbox);
  const polled = firstCase(
    "that is uploaded and polled",
    (each) => each.input === "bytes" && each.polled && each.task.task !== "replace-background",
  );
  const tasks = await throughRelay(sandbox, [polled]);
  const { results } = await useRelay("/plugin", baseUrl, { baseUrl, token, picture, tasks });
  expect(results[0]?.failures).toEqual([]);
  const polls = log.filter(({ route }) => route === "/v1/jobs/:job");
  expect(polls.length).toBeGreaterThan(2);
  // To list, to submit, and to poll.
  expect(log.filter(({ method }) => method === "OPTIONS")).toHaveLength(3);
});
