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

async function ask(path: string, body?: unknown, key = siteOf(sandbox, "figur").apiKey) {
  const response = await fetch(siteOf(sandbox, "figur").baseUrl + path, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(!(body instanceof FormData) && { "content-type": "application/json" }),
    },
    ...(body !== undefined && {
      method: "POST",
      body: body instanceof FormData ? body : JSON.stringify(body),
    }),
  });
  return { status: response.status, body: await response.json() };
}

async function upload(bytes: BlobPart = photo) {
  const form = new FormData();
  form.append("file", new File([bytes], "coffee.png", { type: "image/png" }));
  return ask("/v1/uploads", form);
}

async function swap(extra: object = {}) {
  const [background] = (await ask("/v1/catalog/backgrounds")).body;
  const { upload_key } = (await upload()).body;
  const body = {
    source_image_s3_key: upload_key,
    background_image_public_id: background.public_id,
    output_preset: "web",
    ...extra,
  };
  return ask("/v1/background-swap-with-image", body);
}

test("upload, dispatch, poll and download; every read signs the addresses anew", async () => {
  const uploaded = await upload();
  expect(uploaded.body.upload_key).toMatch(/^uploads\/[0-9A-Z]{26}\/coffee\.png$/);
  expect((await fetch(uploaded.body.image_url)).status).toBe(200);

  const { status, body } = await swap();
  expect(status).toBe(202);
  expect(body).toEqual({
    request_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    job_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    status: "NOT_STARTED",
    credits_cost: 5,
  });
  const path = `/v1/jobs/${body.job_id}`;
  const waiting = (await ask(path)).body;
  expect(waiting).toMatchObject({
    public_id: body.job_id,
    job_type: "BACKGROUND_SWAP_WITH_IMAGE",
    status: "NOT_STARTED",
  });
  expect(waiting.result).toEqual([]);
  expect(waiting.request.output_preset).toBe("web");

  sandboxService.knobsOf(sandbox).resultLifetime = 20;
  const done = (await ask(path)).body;
  expect(done.status).toBe("SUCCESS");
  expect(done.result.map((each: { role: string }) => each.role)).toEqual(["intermediate", "final"]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  const expired = await fetch(done.result[1].image_url);
  expect(expired.status).toBe(403);
  expect(await expired.text()).toContain("<Error>");
  sandboxService.knobsOf(sandbox).resultLifetime = 60_000;
  const fresh = (await ask(path)).body.result[1].image_url;
  expect(fresh).not.toBe(done.result[1].image_url);
  expect((await fetch(fresh)).status).toBe(200);
});

test("credits are taken at dispatch, refunded on failure, and 402 when they run out", async () => {
  sandboxService.knobsOf(sandbox).credits = 7;
  sandbox.faults.next("figur", "submit", { kind: "job-failed", message: "The model fell over" });
  const { job_id } = (await swap()).body;
  expect(sandboxService.knobsOf(sandbox).credits).toBe(2);
  expect((await swap()).body.error).toMatchObject({ code: "INSUFFICIENT_BALANCE" });
  await ask(`/v1/jobs/${job_id}`);
  const failed = (await ask(`/v1/jobs/${job_id}`)).body;
  expect(failed).toMatchObject({
    status: "FAILURE",
    result: [],
    latest_event: { event_type: "failed", message: "The model fell over" },
  });
  expect((await ask("/v1/credits")).body).toEqual({ balance: 7 });
  expect((await ask("/v1/transactions")).body).toMatchObject({
    total: 1,
    items: [{ id: job_id, status: "REFUNDED" }],
  });
  expect(sandbox.paid.cost("figur")).toBe(0);
});

test("events follow a cursor and agree with the job", async () => {
  const { job_id } = (await swap()).body;
  const events = async (since: number) => (await ask(`/v1/jobs/${job_id}/events?since=${since}`)).body;
  expect(await events(0)).toMatchObject({ latest_seq: 1, events: [{ event_type: "queued", seq: 1 }] });
  await ask(`/v1/jobs/${job_id}`);
  await ask(`/v1/jobs/${job_id}`);
  expect(await events(1)).toMatchObject({ events: [{ event_type: "succeeded" }] });
});

test("a job is canceled once, refunded, and ends as FAILURE", async () => {
  const { job_id } = (await swap()).body;
  expect((await ask(`/v1/jobs/${job_id}/cancel`, {})).body.status).toBe("FAILURE");
  expect((await ask(`/v1/jobs/${job_id}/cancel`, {})).status).toBe(409);
  expect((await ask(`/v1/jobs/${job_id}`)).body.status).toBe("FAILURE");
  expect(sandboxService.knobsOf(sandbox).credits).toBe(1_000_000);
});

test("jobs are listed newest first, by type, status and time", async () => {
  const first = (await swap()).body.job_id;
  await new Promise((resolve) => setTimeout(resolve, 5));
  const between = new Date().toISOString();
  const second = (await swap()).body.job_id;
  const ids = async (query: string) =>
    (await ask(`/v1/jobs?${query}`)).body.jobs.map((job: { public_id: string }) => job.public_id);
  expect(await ids("job_type=BACKGROUND_SWAP_WITH_IMAGE")).toEqual([second, first]);
  expect(await ids("job_type=MODEL_GENERATOR")).toEqual([]);
  expect(await ids(`created_after=${between}`)).toEqual([second]);
  expect(await ids("limit=1&offset=1")).toEqual([first]);
  expect(await ids("status=SUCCESS")).toEqual([]);
  expect((await ask("/v1/jobs?limit=201")).status).toBe(422);
});

test("a lost job id is null or absent, and the job is listed if it was dispatched", async () => {
  sandboxService.knobsOf(sandbox).jobId = "null";
  expect((await swap()).body).toMatchObject({ job_id: null, credits_cost: 5 });
  expect((await ask("/v1/jobs")).body.count).toBe(1);
  Object.assign(sandboxService.knobsOf(sandbox), {
    jobId: "absent",
    dispatched: false,
    dispatchStatus: "absent",
  });
  expect((await swap()).body).toEqual({ request_id: expect.any(String), credits_cost: 5 });
  expect((await ask("/v1/jobs")).body.count).toBe(1);
  expect(sandbox.paid.entries.map((entry) => entry.refunded)).toEqual([false, true]);
});

test("validation comes in either envelope", async () => {
  const both = await swap({ source_render_public_id: "x" });
  expect(both.status).toBe(422);
  expect(both.body.error).toMatchObject({ code: "VALIDATION_ERROR", request_id: expect.any(String) });
  sandboxService.knobsOf(sandbox).validationEnvelope = "fastapi";
  expect((await swap({ output_preset: "" })).body).toEqual({
    detail: [
      {
        loc: ["body", "output_preset"],
        msg: "String should have at least 1 characters",
        type: "string_too_short",
      },
    ],
  });
  expect((await swap({ background_image_public_id: "unknown" })).status).toBe(404);
  expect((await swap({ source_image_s3_key: "uploads/none" })).status).toBe(422);
  expect(sandbox.paid.count()).toBe(0);
});

test("a key without jobs:create reads but does not dispatch; a bad key does neither", async () => {
  const { limitedKey } = siteOf(sandbox, "figur");
  expect((await ask("/v1/jobs", undefined, limitedKey)).status).toBe(200);
  expect((await ask("/v1/background-swap-with-image", {}, limitedKey)).status).toBe(403);
  expect((await ask("/v1/jobs", undefined, "sk_test_wrong")).body.error.code).toBe("UNAUTHORIZED");
});

test("an upload over 25 MB, or of no image, is refused", async () => {
  const large = new Uint8Array(25 * 1024 * 1024 + 1);
  large.set(photo);
  expect((await upload(large)).status).toBe(413);
  expect((await upload("text")).status).toBe(415);
});

test("the catalogue is a bare array of backgrounds with previews; a finished render can be a source", async () => {
  const backgrounds = (await ask("/v1/catalog/backgrounds")).body;
  expect(backgrounds.length).toBeGreaterThanOrEqual(2);
  expect((await fetch(backgrounds[0].image_url)).status).toBe(200);
  expect((await ask(`/v1/catalog/backgrounds/${backgrounds[1].public_id}`)).body.spec.display_name).toBe(
    "Beach at sunset",
  );
  expect((await ask("/v1/catalog/backgrounds?status=archived")).body).toHaveLength(1);

  sandboxService.knobsOf(sandbox).latency = 0;
  const { job_id } = (await swap()).body;
  expect((await ask(`/v1/renders/${job_id}`)).body).toMatchObject({ public_id: job_id, origin: "edit" });
  expect((await ask("/v1/renders")).body.count).toBe(1);
  const again = await swap({ source_image_s3_key: null, source_render_public_id: job_id });
  expect(again.status).toBe(202);
});
