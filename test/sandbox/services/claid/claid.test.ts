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

async function ask(path: string, body?: unknown, key = siteOf(sandbox, "claid").apiKey) {
  const response = await fetch(siteOf(sandbox, "claid").baseUrl + path, {
    headers: { authorization: `Bearer ${key}` },
    ...(body !== undefined && {
      method: "POST",
      body: body instanceof FormData ? body : JSON.stringify(body),
    }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const remove = (extra: object = {}) => ({
  operations: { background: { remove: true, ...extra } },
  output: { format: "png" },
});
const byAddress = () => ({
  input: sandbox.imageUrl(photo, "coffee.png"),
  ...remove({ color: "transparent" }),
});

test("a task is accepted with an integer id and asked after under either version", async () => {
  const request = byAddress();
  const { status, body, headers } = await ask("/v1-beta1/image/edit/async", request);
  expect(status).toBe(200);
  expect(body.data).toEqual({
    id: expect.any(Number),
    status: "ACCEPTED",
    result_url: `${siteOf(sandbox, "claid").baseUrl}/v1-beta1/image/edit/async/${body.data.id}`,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/),
    request,
  });
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get("ratelimit-limit")).toBe("120, 120;w=60, 4;w=1");
  expect(headers.get("ratelimit-remaining")).toBe("119");

  const waiting = (await ask(`/v1/image/edit/async/${body.data.id}`)).body.data;
  expect(waiting).toMatchObject({ status: "ACCEPTED", errors: [], result: {} });
  const { data } = (await ask(`/v1-beta1/image/edit/async/${body.data.id}`)).body;
  expect(data.status).toBe("DONE");
  expect(data.result.input_object).toMatchObject({
    width: 600,
    height: 400,
    mime: "image/png",
    format: "PNG",
  });
  expect((await fetch(data.result.output_object.tmp_url)).status).toBe(200);
});

test("an address that cannot be fetched ends the task in ERROR inside HTTP 200", async () => {
  const { id } = (await ask("/v1/image/edit/async", { ...byAddress(), input: "https://example.com/a.jpg" }))
    .body.data;
  await ask(`/v1/image/edit/async/${id}`);
  const { status, body } = await ask(`/v1/image/edit/async/${id}`);
  expect(status).toBe(200);
  expect(body.data).toMatchObject({
    status: "ERROR",
    errors: [
      { error: "Could not fetch the input image.", created_at: expect.any(String), input_object: null },
    ],
    result: {},
  });
});

test("an upload is edited while the caller waits", async () => {
  const form = new FormData();
  form.append("file", new File([photo], "coffee", { type: "image/png" }));
  form.append("data", JSON.stringify(remove({ color: "transparent" })));
  const { status, body } = await ask("/v1-beta1/image/edit/upload", form);
  expect(status).toBe(200);
  expect(body.data.input).toMatchObject({ width: 600, height: 400 });
  expect((await fetch(body.data.output.tmp_url)).status).toBe(200);
  expect(sandbox.paid.count("claid", { task: "cutout" })).toBe(1);

  const partless = new FormData();
  partless.append("file", new File([photo], "coffee"));
  expect((await ask("/v1/image/edit/upload", partless)).body.error_details).toEqual({
    data: ["Field required"],
  });
});

test.each([
  ["an unknown key", { remove: true, shadow: 1 }, "operations.background.shadow"],
  ["use_original_alpha", { use_original_alpha: true }, "operations.background.use_original_alpha"],
  [
    "category beside selective",
    { remove: { category: "cars", selective: { object_to_keep: "cup" } } },
    "operations.background.remove",
  ],
  [
    "a keyword of two characters",
    { remove: { selective: { object_to_keep: "TV" } } },
    "operations.background.remove.selective.object_to_keep",
  ],
  ["a colour that is none", { color: "red" }, "operations.background.color"],
])("%s is 422 with a dotted path", async (_name, background, path) => {
  const { status, body } = await ask("/v1/image/edit/async", { ...byAddress(), operations: { background } });
  expect(status).toBe(422);
  expect(body).toMatchObject({ error_code: "9000", error_type: "validation" });
  expect(Object.keys(body.error_details)).toEqual([path]);
});

test("keywords of 3 to 128 characters, nulls and inputs up to 4096 characters are taken", async () => {
  const keyword = (object_to_keep: string) => ({
    ...byAddress(),
    operations: { background: { remove: { selective: { object_to_keep }, category: null } } },
  });
  expect((await ask("/v1/image/edit/async", keyword("cup"))).status).toBe(200);
  expect((await ask("/v1/image/edit/async", keyword("c".repeat(129)))).status).toBe(422);
  const long = `https://example.com/${"a".repeat(4077)}`;
  expect((await ask("/v1/image/edit/async", { ...byAddress(), input: long })).status).toBe(422);
  expect(sandbox.paid.count("claid", { keyword: "cup", task: "split" })).toBe(1);
});

test("keys: missing 401, without the scope 403; unknown task 404; an id that is no number 422 in FastAPI's shape", async () => {
  expect((await ask("/v1/image/edit/async/1", undefined, "wrong")).body).toEqual({
    error_code: "111",
    error_type: "auth",
    error_message: "Authorization is required.",
    error_details: {},
  });
  expect((await ask("/v1/image/edit/async/1", undefined, siteOf(sandbox, "claid").limitedKey)).status).toBe(
    403,
  );
  const unknown = await ask("/v1/image/edit/async/1");
  expect(unknown.status).toBe(404);
  expect(unknown.body.error_message).toBe("Batch image edit pipeline not found.");
  expect((await ask("/v1/image/edit/async/x")).body.detail).toHaveLength(1);
  sandboxService.knobsOf(sandbox).credits = 0;
  expect((await ask("/v1/image/edit/async", byAddress())).status).toBe(402);
});

test("past an enforced limit: 429 nested in detail, remaining -1 and the seconds to wait", async () => {
  sandboxService.knobsOf(sandbox).rateLimit = [{ limit: 2, seconds: 30 }];
  for (let count = 0; count < 2; count++)
    expect((await ask("/v1/image/edit/async", byAddress())).status).toBe(200);
  const { status, headers, body } = await ask("/v1/image/edit/async", byAddress());
  expect(status).toBe(429);
  expect(body).toEqual({
    detail: {
      error_code: "2001",
      error_type: "general",
      error_message: "Too Many Requests. Rate limit exceeded.",
    },
  });
  expect(headers.get("ratelimit-remaining")).toBe("-1");
  expect(Number(headers.get("ratelimit-reset"))).toBeGreaterThan(25);
  expect(headers.get("retry-after")).toBeNull();
  expect(sandbox.paid.count("claid")).toBe(2);
});

test("a keyword that is not in the picture gives ERROR, or a picture of nothing", async () => {
  sandboxService.knobsOf(sandbox).latency = 0;
  sandboxService.knobsOf(sandbox).findsKeywords = false;
  const run = async () => {
    const body = {
      ...byAddress(),
      operations: { background: { remove: { selective: { object_to_keep: "spoon" } } } },
    };
    const { id } = (await ask("/v1/image/edit/async", body)).body.data;
    return (await ask(`/v1/image/edit/async/${id}`)).body.data;
  };
  expect((await run()).errors[0].error).toContain("not found");
  sandboxService.knobsOf(sandbox).keywordMissing = "empty";
  expect((await run()).status).toBe("DONE");
});

test("knobs: result_url left out or on another origin, other words, other empties", async () => {
  Object.assign(sandboxService.knobsOf(sandbox), {
    resultUrl: "http",
    statusChain: ["WAITING", "PAUSED", "CANCELLED"],
    emptyResult: "null",
  });
  const { data } = (await ask("/v1/image/edit/async", byAddress())).body;
  expect(data.result_url).toContain(sandbox.filesUrl);
  const words = [];
  for (let count = 0; count < 4; count++)
    words.push((await ask(`/v1/image/edit/async/${data.id}`)).body.data.status);
  expect(words).toEqual(["WAITING", "PAUSED", "CANCELLED", "CANCELLED"]);
  sandboxService.knobsOf(sandbox).resultUrl = "omitted";
  expect((await ask("/v1/image/edit/async", byAddress())).body.data).not.toHaveProperty("result_url");
});
