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

async function ask(path: string, body: unknown, key = siteOf(sandbox, "hitpaw").apiKey) {
  const response = await fetch(siteOf(sandbox, "hitpaw").baseUrl + path, {
    method: "POST",
    headers: { apikey: key, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const segment = (extra: object = {}) =>
  ask("/api/image-segmentation", { file_url: sandbox.imageUrl(photo, "coffee.png"), ...extra });
const poll = (job: string) => ask("/api/task-status", { job_id: job });

function put(url: string, type: string, headers: Record<string, string> = {}) {
  return fetch(url, { method: "PUT", headers: { "content-type": type, ...headers }, body: photo });
}

test("presign, put, segment, poll and download", async () => {
  const presigned = await ask("/api/oss/presign-put", { filename: "a.png", content_type: "image/png" });
  expect(presigned.body.code).toBe(0);
  const { upload_url, access_url, content_type, object_key, expire_at } = presigned.body.data;
  expect({ content_type, object_key, expire_at }).toEqual({
    content_type: "image/png",
    object_key: expect.stringContaining(".png"),
    expire_at: expect.any(Number),
  });
  const stored = await put(upload_url, "image/png");
  expect([stored.status, await stored.text()]).toEqual([200, ""]);
  expect(new Uint8Array(await (await fetch(access_url)).arrayBuffer())).toEqual(new Uint8Array(photo));

  const submitted = await ask("/api/image-segmentation", { file_url: access_url });
  const job = submitted.body.data.job_id;
  expect(submitted).toEqual({
    status: 200,
    body: { code: 200, message: "OK", data: { job_id: job, consume_coins: 20 } },
  });
  expect((await poll(job)).body.data).toEqual({
    job_id: job,
    status: "CONVERTING",
    res_url: "",
    mask_url: "",
    original_url: access_url,
  });
  const { data } = (await poll(job)).body;
  expect(data.status).toBe("COMPLETED");
  for (const url of [data.res_url, data.mask_url]) expect((await fetch(url)).status).toBe(200);
  expect(sandboxService.knobsOf(sandbox).coins).toBe(999_980);
});

test("a put is refused when its content type differs, its signature is forged or it comes too late", async () => {
  const presign = async () =>
    (await ask("/api/oss/presign-put", { filename: "a.png", content_type: "image/png" })).body.data
      .upload_url;
  const url: string = await presign();
  const wrongType = await put(url, "image/png; charset=utf-8");
  expect(wrongType.status).toBe(403);
  expect(await wrongType.text()).toContain("<Code>SignatureDoesNotMatch</Code>");
  expect((await put(url.replace(/Expires=\d+/, "Expires=9999999999"), "image/png")).status).toBe(403);
  sandboxService.knobsOf(sandbox).presignLifetime = -1;
  const late = await put(await presign(), "image/png");
  expect(await late.text()).toContain("Request has expired");
});

test("a batch signs up to twenty uploads", async () => {
  const file = { filename: "a.jpg", content_type: "image/jpeg" };
  const { body } = await ask("/api/oss/presign-put/batch", { files: [file, file] });
  expect(body).toMatchObject({ code: 0, data: { total: 2, success: 2, failed: 0 } });
  expect(body.data.items).toHaveLength(2);
  expect((await ask("/api/oss/presign-put/batch", { files: Array(21).fill(file) })).status).toBe(400);
  expect((await ask("/api/oss/presign-put", { filename: "a.exe", content_type: "image/png" })).status).toBe(
    400,
  );
});

test("a bad key and an unknown task are both HTTP 400, told apart by code", async () => {
  expect(await ask("/api/task-status", {}, "wrong")).toEqual({
    status: 400,
    body: { error_code: 110400000, message: "api_key is not valid" },
  });
  expect(await poll("nothing")).toEqual({
    status: 400,
    body: { error_code: 110400002, message: "The task does not exist" },
  });
});

test("an address it cannot fetch is 100400001, and no coins are taken", async () => {
  const body = { file_url: "https://example.com/image.jpg" };
  expect((await ask("/api/image-segmentation", body)).body.error_code).toBe(100400001);
  expect((await ask("/api/image-segmentation", {})).body.error_code).toBe(100400002);
  sandboxService.knobsOf(sandbox).coins = 19;
  expect(await segment()).toEqual({
    status: 402,
    body: { error_code: 110402000, message: "The coins are not enough" },
  });
  expect(sandbox.paid.count()).toBe(0);
});

test("a status chain is walked a word a poll; CONVERT_COMPLETED is not the end", async () => {
  sandboxService.knobsOf(sandbox).statusChain = [
    "WAITING",
    "CONVERTING",
    "CONVERT_COMPLETED",
    "OUTPUT_SAVING",
  ];
  sandboxService.knobsOf(sandbox).latency = 0;
  const job = (await segment()).body.data.job_id;
  const words = [];
  for (let count = 0; count < 5; count++) words.push((await poll(job)).body.data.status);
  expect(words).toEqual(["WAITING", "CONVERTING", "CONVERT_COMPLETED", "OUTPUT_SAVING", "COMPLETED"]);

  sandboxService.knobsOf(sandbox).statusChain = ["CONVERTING", "NSFW"];
  const refused = (await segment()).body.data.job_id;
  await poll(refused);
  expect((await poll(refused)).body.data.status).toBe("NSFW");
  expect((await poll(refused)).body.data.status).toBe("NSFW");
});

test("knobs bend the envelope, the mask and the place of the status", async () => {
  sandboxService.knobsOf(sandbox).latency = 0;
  sandboxService.knobsOf(sandbox).maskUrl = "empty";
  const job = (await segment()).body.data.job_id;
  expect((await poll(job)).body.data.mask_url).toBe("");
  const both = (await segment({ return_type: "all" })).body.data.job_id;
  expect((await poll(both)).body.data.mask_url).not.toBe("");
  sandboxService.knobsOf(sandbox).statusAt = "root";
  expect((await poll(job)).body).toMatchObject({ code: 200, status: "COMPLETED" });
  Object.assign(sandboxService.knobsOf(sandbox), { envelope: "code-msg", errorStatus: "200" });
  expect(await poll("nothing")).toEqual({
    status: 200,
    body: { code: 110400002, msg: "The task does not exist", data: null },
  });
});
