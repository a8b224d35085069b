import { readFile } from "node:fs/promises";
import { decodeImage } from "@stratify/imaging";
import { afterAll, beforeAll, expect, test } from "vitest";
import { coverage, photo } from "../../pixel-checks.ts";
import { type Sandbox, startSandbox } from "../../sandbox.ts";
import { siteOf } from "../../sites.ts";
import { sandboxService } from "./index.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ latency: 0 });
});
afterAll(() => sandbox.close());

const file = new File([photo], "image.png", { type: "image/png" });

async function ask(path: string, parts: Record<string, string | Blob> = {}, method = "POST") {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.append(name, part);
  const headers = { origin: "null" };
  const body = method === "POST" ? form : null;
  return fetch(siteOf(sandbox, "rembg").baseUrl + path, { method, headers, body });
}

async function pixelsOf(response: Response) {
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
  return decodeImage(new Uint8Array(await response.arrayBuffer()));
}

test("the cutout is the response, its half-transparent pixels darkened", { timeout: 60_000 }, async () => {
  const [source, cutout] = [await decodeImage(photo), await pixelsOf(await ask("/api/remove", { file }))];
  expect([cutout.width, cutout.height]).toEqual([600, 400]);
  expect(coverage(cutout)).toBeGreaterThan(0.05);
  expect(coverage(cutout)).toBeLessThan(0.95);
  let halves = 0;
  for (let at = 0; at < cutout.data.length; at += 4) {
    const alpha = cutout.data[at + 3] ?? 0;
    if (alpha > 0 && alpha < 255) halves++;
    const darkened = ((source.data[at] ?? 0) * alpha) / 255;
    expect(Math.abs((cutout.data[at] ?? 0) - darkened)).toBeLessThanOrEqual(1);
  }
  expect(halves).toBeGreaterThan(0);
  expect(sandbox.paid.count("rembg", { task: "cutout", cost: 0 })).toBe(1);
});

test("om gives a grey mask, bgc in the query fills, and bgc in the form is ignored", {
  timeout: 60_000,
}, async () => {
  const mask = await pixelsOf(await ask("/api/remove", { file, om: "true" }));
  expect(coverage(mask)).toBe(1);
  const filled = await pixelsOf(await ask("/api/remove?bgc=255,0,0,255", { file }));
  expect(coverage(filled)).toBe(1);
  const ignored = await pixelsOf(await ask("/api/remove", { file, bgc: "255,0,0,255" }));
  expect(coverage(ignored)).toBeLessThan(1);
});

test("what is wrong with the form is 422 in FastAPI's list; any text with a known name is a model", async () => {
  const missing = await ask("/api/remove", {});
  expect(missing.status).toBe(422);
  expect((await missing.json()).detail).toEqual([
    { type: "missing", loc: ["body", "file"], msg: "Field required", input: null },
  ]);
  expect((await ask("/api/remove", { file, model: "unet" })).status).toBe(422);
  expect((await ask("/api/remove", { file, ae: "many" })).status).toBe(422);
  expect((await ask("/api/remove", { file, model: "my-u2netp-2" })).status).toBe(200);
});

test("an image that can't be read, and a background that is none, are 500 without a word", async () => {
  const html = new File([await readFile(new URL(import.meta.url))], "image.png");
  for (const [path, part] of [
    ["/api/remove", html],
    ["/api/remove?bgc=red", file],
  ] as const) {
    const response = await ask(path, { file: part });
    expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("any origin may call, GET is refused, other paths are not there, and old servers have another one", async () => {
  const description = await ask("/openapi.json", {}, "GET");
  expect(description.headers.get("access-control-allow-origin")).toBe("null");
  expect((await description.json()).info.title).toBe("Rembg");
  const statuses = async () =>
    Promise.all(
      [ask("/api/remove?url=x", {}, "GET"), ask("/", { file }), ask("/remove", { file })].map(
        async (answer) => (await answer).status,
      ),
    );
  expect(await statuses()).toEqual([405, 404, 404]);
  sandboxService.knobsOf(sandbox).path = "/";
  expect(await statuses()).toEqual([405, 200, 404]);
});
