import { expect, it } from "vitest";
import { openSandbox } from "../contract/open-sandbox.ts";
import type { Fault } from "../sandbox/faults.ts";
import { documentedFetch } from "./documented.ts";
import { cutter, openRelay, relayClient, token } from "./open-relay.ts";

const { image } = cutter;

/** Runs a cut-out through a relay whose service's files go wrong. */
async function run(fault: Fault, times: number, limits = {}) {
  const sandbox = await openSandbox({ latency: 0 });
  const { baseUrl, log } = await openRelay(sandbox, { limits });
  const client = await relayClient(baseUrl, token, documentedFetch);
  sandbox.faults.next(cutter.service, "download", fault, times);
  const { layers, failures } = await client.run({ task: "cutout" }, image(sandbox), {
    provider: `relay:${cutter.service}`,
  });
  const downloads = sandbox.requests.filter(({ operation }) => operation === "download").length;
  return { layers, error: failures[0]?.error, downloads, sandbox, log };
}

it.each<[string, Fault, object, string, RegExp]>([
  [
    "a page instead of an image",
    { kind: "wrong-content-type", as: "html" },
    {},
    "result-invalid",
    /not an image/,
  ],
  [
    "a file that says it is too large",
    { kind: "oversized", bytes: 100_000, declared: true },
    { resultBytes: 10_000 },
    "result-too-large",
    /larger than allowed/,
  ],
])("says at once what is wrong with %s, which is there for good", async (_, fault, limits, code, words) => {
  const { error, downloads, sandbox } = await run(fault, 9, limits);
  expect(error).toMatchObject({ code, mayHaveBeenCharged: false });
  expect(error?.message).toMatch(words);
  expect(error?.handle).toBeDefined();
  // A cut-out and a mask, each asked for once at most: the first to fail stops the other.
  expect([1, 2]).toContain(downloads);
  expect(sandbox.paid.count()).toBe(1);
});

it("passes on no more than allowed of a file that does not say how large it is", async () => {
  const { error, log } = await run({ kind: "oversized", bytes: 3e6 }, 9, { resultBytes: 100_000 });
  // The answer has begun by then: all that can be done is to break it off.
  expect(error).toMatchObject({ code: "network", mayHaveBeenCharged: false });
  expect(log.filter(({ route }) => route === "/v1/results/:link").map(({ status }) => status)).toContain(200);
});

it.each<[string, Fault]>([
  ["is busy", { kind: "status", status: 503, retryAfter: 1 }],
  ["resets the connection", { kind: "reset-before" }],
  ["breaks off half-way", { kind: "truncated-json" }],
])("is fetched again when the storage %s, and delivers", async (_, fault) => {
  const { layers, error, downloads, sandbox } = await run(fault, 2);
  expect(error).toBeUndefined();
  expect(layers.length).toBeGreaterThan(0);
  expect(downloads).toBeGreaterThan(2);
  expect(sandbox.paid.count()).toBe(1);
});

it("asks for a fresh link when the storage's own address has expired", async () => {
  const { layers, error } = await run({ kind: "expired-url" }, 1);
  expect(error).toBeUndefined();
  expect(layers.length).toBeGreaterThan(0);
});
