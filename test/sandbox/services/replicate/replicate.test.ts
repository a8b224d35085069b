import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox.ts";
import { siteOf } from "../../sites.ts";
import { sandboxService } from "./index.ts";
import { models } from "./models.ts";

const photo = await readFile(new URL("../../../fixtures/photos/coffee.png", import.meta.url));
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny", latency: { polls: 1 } });
});
afterEach(() => sandbox.close());

async function ask(path: string, body?: unknown, key = siteOf(sandbox, "replicate").apiKey) {
  const response = await fetch(siteOf(sandbox, "replicate").baseUrl + path, {
    headers: { authorization: `Bearer ${key}` },
    ...(body !== undefined && {
      method: "POST",
      body: body instanceof FormData ? body : JSON.stringify(body),
    }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const image = () => sandbox.imageUrl(photo, "coffee.png");
const [remover, official, grounded] = models;
const submit = (extra: object = {}) =>
  ask("/v1/predictions", { version: remover?.version, input: { image: image() }, ...extra });

test("a prediction starts with 201, is read at its URL, and ends with an output anyone can fetch", async () => {
  const { status, body, headers } = await submit();
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: "starting", output: null, error: null, model: remover?.name });
  expect(body.id).toMatch(/^[a-z0-9]{26}$/);
  expect(headers.get("ratelimit-remaining")).toBe("599");
  const { pathname } = new URL(body.urls.get);
  const done = (await ask(pathname)).body;
  expect(done).toMatchObject({ status: "succeeded", data_removed: false });
  expect((await fetch(done.output)).status).toBe(200);
  expect(sandbox.paid.count("replicate", { task: "cutout" })).toBe(1);
});

test("versions are written in three ways; official models have an endpoint of their own", async () => {
  const input = { image: image() };
  for (const version of [remover?.version, `${remover?.name}:${remover?.version}`, official?.name])
    expect((await ask("/v1/predictions", { version, input })).status).toBe(201);
  expect((await ask(`/v1/models/${official?.name}/predictions`, { input })).status).toBe(201);
  expect((await ask(`/v1/models/${remover?.name}/predictions`, { input })).status).toBe(404);
  expect((await ask("/v1/predictions", { version: "0".repeat(64), input })).status).toBe(422);
});

test("unknown fields, wrong inputs and huge data URIs are 422 with invalid_fields", async () => {
  const odd = await submit({ preset: 1 });
  expect([odd.status, odd.headers.get("content-type")]).toEqual([422, "application/problem+json"]);
  expect(odd.body.invalid_fields[0].description).toContain("preset");
  const { body } = await ask("/v1/predictions", { version: remover?.version, input: {} });
  expect(body.invalid_fields).toEqual([
    { type: "required", field: "input", description: "image is required" },
  ]);
  const huge = `data:image/png;base64,${"A".repeat(10_000_000)}`;
  expect((await submit({ input: { image: huge } })).status).toBe(422);
  expect(sandbox.paid.count("replicate")).toBe(0);
});

test("files are uploaded for free and read by models without a token", async () => {
  const form = new FormData();
  form.append("content", new File([photo], "image.png", { type: "image/png" }));
  const { status, body } = await ask("/v1/files", form);
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: "image.png", size: photo.length });
  const { id } = (await submit({ input: { image: body.urls.get } })).body;
  expect((await ask(`/v1/predictions/${id}`)).body.status).toBe("succeeded");
  const lost = (await submit({ input: { image: "https://example.com/a.png" } })).body;
  expect((await ask(`/v1/predictions/${lost.id}`)).body).toMatchObject({
    status: "failed",
    error: "The input image could not be fetched.",
  });
});

test("the list is newest first, page by page, without data URIs", async () => {
  sandboxService.knobsOf(sandbox).pageSize = 2;
  const data = `data:image/png;base64,${photo.toString("base64")}`;
  const ids = [];
  for (const input of [{ image: image() }, { image: data }, { image: image() }])
    ids.push((await submit({ input })).body.id);
  const first = (await ask("/v1/predictions?created_after=2020-01-01T00:00:00Z")).body;
  const { pathname, search } = new URL(first.next);
  const second = (await ask(pathname + search)).body;
  expect(second.next).toBeNull();
  const listed = [...first.results, ...second.results];
  expect(listed.map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
  expect(listed[1].input).toEqual({});
  expect((await ask("/v1/predictions?created_before=2020-01-01T00:00:00Z")).body.results).toEqual([]);
});

test("canceling says yes, before the end and after it", async () => {
  sandboxService.knobsOf(sandbox).latency = { polls: 3 };
  const { id } = (await submit()).body;
  expect((await ask(`/v1/predictions/${id}/cancel`, {})).body.status).toBe("canceled");
  sandboxService.knobsOf(sandbox).latency = { polls: 1 };
  const done = (await submit()).body.id;
  await ask(`/v1/predictions/${done}`);
  expect(await ask(`/v1/predictions/${done}/cancel`, {})).toMatchObject({
    status: 200,
    body: { status: "succeeded" },
  });
});

test("what is kept is removed, and the status stays", async () => {
  sandboxService.knobsOf(sandbox).retention = 0;
  const { id } = (await submit()).body;
  expect((await ask(`/v1/predictions/${id}`)).body).toMatchObject({
    status: "succeeded",
    output: null,
    input: {},
    data_removed: true,
  });
});

test("keys, credit and limits: 401, 402, and a 429 that is a bare detail", async () => {
  expect((await ask("/v1/account", undefined, "wrong")).body).toEqual({
    title: "Unauthenticated",
    detail: "You did not pass a valid authentication token",
    status: 401,
  });
  expect((await ask("/v1/account")).body).toMatchObject({ type: "user" });
  expect((await ask("/v1/predictions/unknown")).status).toBe(404);
  sandboxService.knobsOf(sandbox).credit = false;
  expect((await submit()).status).toBe(402);
  sandboxService.knobsOf(sandbox).rateLimit = [{ limit: 1, seconds: 30 }];
  await submit();
  const { status, body, headers } = await submit();
  expect(status).toBe(429);
  expect(body).toEqual({ detail: expect.stringContaining("Your rate limit resets in ~") });
  expect(headers.get("ratelimit-remaining")).toBe("0");
});

test("every model returns its own shape", async () => {
  const input = { image: image(), mask_prompt: "cup", negative_mask_prompt: "" };
  const { id } = (await ask("/v1/predictions", { version: grounded?.version, input })).body;
  expect((await ask(`/v1/predictions/${id}`)).body.output).toHaveLength(4);
  const sam = models.find(({ name }) => name === "meta/sam-2");
  const automatic = (await ask("/v1/predictions", { version: sam?.version, input })).body.id;
  expect((await ask(`/v1/predictions/${automatic}`)).body.output).toEqual({
    combined_mask: expect.any(String),
    individual_masks: [expect.any(String), expect.any(String), expect.any(String)],
  });
});
