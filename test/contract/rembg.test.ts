import { createClient, imageFromBytes } from "@stratify/core";
import { rembg, service } from "@stratify/core/providers/rembg";
import { testKey } from "@stratify/core/test-key";
import { expect, it } from "vitest";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import { sandboxService } from "../sandbox/services/rembg/index.ts";
import { siteOf } from "../sandbox/sites.ts";
import { diskResults } from "./disk-results.ts";
import { desk, openSandbox } from "./open-sandbox.ts";
import { recordingFetch } from "./recording-fetch.ts";
import { fastClock } from "./services.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "rembg" } as const;
const cutout = { task: "cutout" } as const;

/** A client of rembg alone against a sandbox of its own, on a fast clock. */
async function start({ model, ...options }: SandboxOptions & { model?: string } = {}) {
  const sandbox = await openSandbox(options);
  const { baseUrl } = siteOf(sandbox, "rembg");
  const { fetch, sent } = recordingFetch();
  const client = createClient({ providers: [rembg({ baseUrl, model })], fetch, clock: fastClock() });
  return { sandbox, baseUrl, client, sent };
}

it("R1: delivers what is in the response to the submit, and asks for nothing more", async () => {
  const { client, sandbox, sent } = await start();
  const { layers, jobs, cost } = await client.run(cutout, desk, at);
  expect(layers).toEqual([expect.objectContaining({ name: "cutout", role: "cutout", format: "png" })]);
  expect(jobs[0]?.handle.job).toMatch(/^[\da-f-]{36}$/);
  expect(jobs[0]?.polls).toBe(0);
  expect(cost).toBeUndefined();
  expect(sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(["POST /api/remove"]);
  expect(sandbox.paid.cost("rembg")).toBe(0);
});

it("R1: without a result store, nobody is told that a job can be resumed", async () => {
  const { client, baseUrl } = await start();
  expect(client.providers[0]?.resumable).toBe(false);
  const kept = createClient({ providers: [rembg({ baseUrl })], results: diskResults("/nowhere") });
  expect(kept.providers[0]?.resumable).toBe(true);
});

it("R1: a result that no store has is expired, and is not asked for", async () => {
  const { client, sandbox, baseUrl } = await start();
  const handle = await submitOne(client, cutout, desk, at);
  sandbox.requests.length = 0;
  const another = createClient({ providers: [rembg({ baseUrl })], clock: fastClock() });
  await expect(another.resume(JSON.parse(JSON.stringify(handle)))).rejects.toMatchObject({
    code: "result-expired",
  });
  await expect(another.resume({ ...handle, outputs: undefined })).rejects.toMatchObject({
    code: "no-output",
  });
  expect(sandbox.requests).toEqual([]);
});

it("R2: sends the image and nothing else where nothing is set", async () => {
  const { client, sent } = await start();
  await client.run(cutout, desk, at);
  const form = sent[0]?.body;
  if (!(form instanceof FormData)) throw new Error("no form was sent");
  expect([...form.keys()]).toEqual(["file"]);
  expect(form.get("file")).toMatchObject({ name: "image.png", type: "image/png" });
  expect(sent[0]?.url.search).toBe("");
});

it("R3: sends the model as it is written, as a form field", async () => {
  const { client, sent } = await start({ model: "isnet-general-use" });
  expect((await client.run(cutout, desk, at)).failures).toEqual([]);
  const form = sent[0]?.body;
  expect(form instanceof FormData && form.get("model")).toBe("isnet-general-use");
});

it("R3: shows what the server says of a model that it does not know", async () => {
  const { client } = await start({ model: "unet" });
  const { failures } = await client.run(cutout, desk, at);
  expect(failures[0]?.error).toMatchObject({ code: "refused", status: 422, mayHaveBeenCharged: false });
  expect(failures[0]?.error.detail).toContain("body.model: String should match pattern");
});

it("R4: takes no URL, since the server would fetch any", async () => {
  const { client, sandbox } = await start();
  const image = { kind: "url", name: "desk.png", url: "https://example.com/desk.png" } as const;
  await expect(client.run(cutout, image, at)).rejects.toMatchObject({ code: "unsupported" });
  expect(sandbox.requests).toEqual([]);
});

it("R5: advises to check format and model where the server says nothing", async () => {
  const { client, sent } = await start();
  const broken = imageFromBytes(new Uint8Array([0x49, 0x49, 0x2a, 0, 1, 2, 3, 4]), "broken.tif");
  const { failures } = await client.run(cutout, broken, at);
  expect(failures[0]?.error).toMatchObject({ code: "unavailable", status: 500, mayHaveBeenCharged: false });
  expect(failures[0]?.error.message).toContain("check the image's format and the model");
  expect(sent).toHaveLength(1);
});

it("R10: is declared as open to pages, but is reached through a relay, since its host is the user's own", () => {
  expect(service.capabilities.crossOrigin).toBe("yes");
  expect(service.browser).toHaveProperty("relayOnly");
});

it("R11: waits for a first request as long as for one that downloads a model", async () => {
  const { client } = await start({ latency: 1200 });
  // A fast clock makes a minute of that.
  expect((await client.run(cutout, desk, at)).layers).toHaveLength(1);
});

it("R12: can't cancel, and stops waiting all the same", async () => {
  const { client, sandbox } = await start({ latency: 300 });
  const stop = AbortSignal.timeout(50);
  const { failures } = await client.run(cutout, desk, { ...at, signal: stop });
  expect(failures[0]?.error).toMatchObject({ code: "aborted", mayHaveBeenCharged: false });
  expect(sandbox.paid.count("rembg")).toBe(1);
  expect(client.providers[0]?.capabilities.cancel).toBe(false);
});

it("R13: tests the address by the server's description", async () => {
  const { sandbox, baseUrl } = await start();
  expect(await testKey(service, { baseUrl })).toEqual({ key: "accepted" });
  expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /openapi.json"]);
  sandboxService.knobsOf(sandbox).title = "Another API";
  expect(await testKey(service, { baseUrl })).toMatchObject({
    key: "unknown",
    error: { code: "unexpected-response" },
  });
});

it("R14: an old server, which answers 404, is no server that lacks a job", async () => {
  const { client } = await start({ knobs: sandboxService.knobs({ path: "/" }) });
  const { failures } = await client.run(cutout, desk, at);
  expect(failures[0]?.error).toMatchObject({ code: "unexpected-response", status: 404 });
});

it("R16: takes plain http on any host, and no address by default", () => {
  expect(() => rembg({ baseUrl: "http://images.example.com:7000" })).not.toThrow();
  expect(() => service.create({})).toThrow(/base URL is missing/);
});
