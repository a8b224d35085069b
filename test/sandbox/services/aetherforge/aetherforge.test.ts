import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox.ts";
import { siteOf } from "../../sites.ts";
import { sandboxService } from "./index.ts";

const photo = await readFile(new URL("../../../fixtures/photos/coffee.png", import.meta.url));
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny", latency: { polls: 2 } });
});
afterEach(() => sandbox.close());

function form(parts: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, part] of Object.entries(parts)) data.append(name, part);
  return data;
}

const picture = () => new File([photo], "coffee.png", { type: "image/png" });

async function ask(path: string, init: RequestInit = {}, key = siteOf(sandbox, "aetherforge").apiKey) {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(siteOf(sandbox, "aetherforge").baseUrl + path, { headers, ...init });
  return { status: response.status, body: await response.json() };
}

const submit = (parts: Record<string, string | Blob>) =>
  ask("/public/v1/image-tune/split-layer", { method: "POST", body: form(parts) });

test("a job is Pending with no images, then Succeed with two, which anyone can fetch", async () => {
  const { status, body } = await submit({ image: picture(), keyword: "cup" });
  expect(status).toBe(200);
  expect(body).toEqual({ job_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });

  const path = `/public/v1/job/${body.job_id}`;
  expect((await ask(path)).body).toEqual({ job_id: body.job_id, status: "Pending", image_urls: [] });
  const done = (await ask(path)).body;
  expect(done.status).toBe("Succeed");
  expect(done.image_urls).toHaveLength(2);
  const image = await fetch(done.image_urls[0]);
  expect(image.status).toBe(200);
  expect(image.headers.get("content-type")).toBe("image/png");
  expect(sandbox.paid.count("aetherforge", { keyword: "cup", task: "split" })).toBe(1);
});

test("both parts are required, and the image must be an image", async () => {
  const missing = await submit({ image: picture() });
  expect(missing.status).toBe(422);
  expect(missing.body.detail).toEqual([{ type: "missing", loc: ["body", "keyword"], msg: "Field required" }]);
  expect((await submit({ keyword: "cup", image: "not a file" })).status).toBe(422);
  expect(await submit({ keyword: "cup", image: new File(["hello"], "a.png") })).toEqual({
    status: 400,
    body: { detail: "Invalid image file" },
  });
  expect(sandbox.paid.count()).toBe(0);
});

test("a bad key is 401; a key whose user is gone and an unknown job are different 404s", async () => {
  const path = "/public/v1/job/550e8400-e29b-41d4-a716-446655440000";
  expect(await ask(path, {}, "wrong")).toEqual({ status: 401, body: { detail: "Invalid API key" } });
  expect(await ask(path)).toEqual({ status: 404, body: { detail: "Job not found" } });
  expect((await ask("/public/v1/job/17")).status).toBe(422);
  sandboxService.knobsOf(sandbox).userGone = true;
  expect(await ask(path)).toEqual({ status: 404, body: { detail: "Not Found User" } });
});

test("an unknown path is an HTML page", async () => {
  const response = await fetch(`${siteOf(sandbox, "aetherforge").baseUrl}/endpoints/split-layers`);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toContain("text/html");
});

test("knobs leave out image_urls, add an error_message and change the number of layers", async () => {
  Object.assign(sandboxService.knobsOf(sandbox), {
    pendingImageUrls: "omitted",
    errorMessage: "too dark",
    layers: 4,
  });
  const good = (await submit({ image: picture(), keyword: "cup" })).body.job_id;
  expect((await ask(`/public/v1/job/${good}`)).body).toEqual({ job_id: good, status: "Pending" });
  expect((await ask(`/public/v1/job/${good}`)).body.image_urls).toHaveLength(4);

  sandbox.faults.next("aetherforge", "submit", { kind: "job-failed" });
  const bad = (await submit({ image: picture(), keyword: "cup" })).body.job_id;
  await ask(`/public/v1/job/${bad}`);
  expect((await ask(`/public/v1/job/${bad}`)).body).toEqual({
    job_id: bad,
    status: "Failed",
    error_message: "too dark",
  });
});
