import { afterEach, beforeEach, expect, test } from "vitest";
import type { Fault, FileFault } from "./faults.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { siteOf } from "./sites.ts";
import { tinySegmenter } from "./tiny-segmenter.ts";

const { bytes: picture } = await tinySegmenter.scene({ id: "any", colors: [] });
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny", latency: 0 });
});
afterEach(() => sandbox.close());

function submit(signal?: AbortSignal): Promise<Response> {
  return fetch(`${siteOf(sandbox, "hitpaw").baseUrl}/api/image-segmentation`, {
    method: "POST",
    headers: { apikey: siteOf(sandbox, "hitpaw").apiKey },
    body: JSON.stringify({ file_url: sandbox.imageUrl(picture, "a.png") }),
    ...(signal && { signal }),
  });
}

async function poll(job: string) {
  const response = await fetch(`${siteOf(sandbox, "hitpaw").baseUrl}/api/task-status`, {
    method: "POST",
    headers: { apikey: siteOf(sandbox, "hitpaw").apiKey },
    body: JSON.stringify({ job_id: job }),
  });
  return (await response.json()).data;
}

async function submitJob(): Promise<string> {
  return (await (await submit()).json()).data.job_id;
}

/** What a client sees of a submit: the answer, or how it failed. */
async function outcome(): Promise<string> {
  try {
    const response = await submit(AbortSignal.timeout(1_000));
    const text = await response.text().catch((error) => `broken body: ${code(error)}`);
    try {
      return `${response.status} ${Object.keys(JSON.parse(text)).join()}`;
    } catch {
      return `${response.status} ${text.slice(0, 30)}`;
    }
  } catch (error) {
    return `no answer: ${code(error)}`;
  }
}

function code(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
}

test.each<[Fault, string, number]>([
  [{ kind: "status", status: 503 }, "503 error_code,message", 0],
  [{ kind: "reset-before" }, "no answer: ECONNRESET", 0],
  [{ kind: "reset-after" }, "no answer: ECONNRESET", 1],
  [{ kind: "status-after", status: 502 }, "502 error_code,message", 1],
  [{ kind: "hang-headers" }, "no answer: TimeoutError", 1],
  [{ kind: "hang-headers", accepted: false }, "no answer: TimeoutError", 0],
  [{ kind: "hang-body" }, "200 broken body: TimeoutError", 1],
  [{ kind: "html" }, "200 <!doctype html>", 0],
  [{ kind: "html", status: 502, accepted: true }, "502 <!doctype html>", 1],
  [{ kind: "malformed-json" }, '200 {"data": {"status": DONE,, "jo', 1],
  [{ kind: "truncated-json" }, "200 broken body: UND_ERR_SOCKET", 1],
  [{ kind: "truncated-json", how: "cut" }, '200 {"code":200,"message":"OK","da', 1],
  [{ kind: "slow", ms: 20 }, "200 code,message,data", 1],
  [{ kind: "slow", ms: 3_000 }, "no answer: TimeoutError", 1],
  [{ kind: "arbitrary", status: 418, headers: { "content-type": "text/tea" }, body: "tea" }, "418 tea", 0],
])("%o on a submit: %s, paid %i", async (fault, seen, paid) => {
  sandbox.faults.next("hitpaw", "submit", fault);
  const first = await outcome();
  expect(first.slice(0, seen.length)).toBe(seen);
  expect(sandbox.paid.count("hitpaw")).toBe(paid);
  expect(await outcome()).toBe("200 code,message,data");
});

test("a planned 429 says how long to wait: Retry-After, or RateLimit-Reset at Claid", async () => {
  sandbox.faults.next("hitpaw", "submit", { kind: "status", status: 429, retryAfter: 2 });
  expect((await submit()).headers.get("retry-after")).toBe("2");
  sandbox.faults.next("claid", "status", { kind: "status", status: 429, retryAfter: 3 });
  const { headers } = await fetch(`${siteOf(sandbox, "claid").baseUrl}/v1/image/edit/async/1`);
  expect([headers.get("ratelimit-reset"), headers.get("retry-after")]).toEqual(["3", null]);
});

test("single faults come in order, standing ones stay until cleared", async () => {
  sandbox.faults.always("hitpaw", "submit", { kind: "status", status: 500 });
  sandbox.faults.next("hitpaw", "submit", { kind: "status", status: 502 }, 2);
  sandbox.faults.next("hitpaw", "submit", { kind: "status", status: 503 });
  const seen = [];
  for (let count = 0; count < 5; count++) seen.push((await submit()).status);
  expect(seen).toEqual([502, 502, 503, 500, 500]);
  sandbox.faults.clear();
  expect((await submit()).status).toBe(200);
});

test("chance repeats itself for the same seed", async () => {
  const run = async () => {
    const fault = { kind: "status", status: 500 } as const;
    sandbox.faults.random(7, [{ operation: "submit", fault, rate: 0.5 }]);
    const seen = [];
    for (let count = 0; count < 30; count++) seen.push((await submit()).status);
    return seen;
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 500]));
});

test("faults of a job: an unknown word once, an empty first result, a failure, more time", async () => {
  const job = await submitJob();
  sandbox.faults.next("hitpaw", "status", { kind: "unknown-status", word: "MARINATING" });
  sandbox.faults.next("hitpaw", "status", { kind: "empty-output" });
  expect((await poll(job)).status).toBe("MARINATING");
  expect(await poll(job)).toMatchObject({ status: "COMPLETED", res_url: "" });
  expect(await poll(job)).toMatchObject({ status: "COMPLETED", res_url: expect.stringContaining("http") });

  sandbox.faults.next("hitpaw", "submit", { kind: "job-failed", word: "REJECT" });
  expect((await poll(await submitJob())).status).toBe("REJECT");
  sandbox.faults.next("hitpaw", "submit", { kind: "slow-job", ms: 60 });
  const slow = await submitJob();
  expect((await poll(slow)).status).toBe("CONVERTING");
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect((await poll(slow)).status).toBe("COMPLETED");
});

test.each(["submit", "download"] as const)("faults of a file, planned on the %s", async (operation) => {
  async function download(fault: FileFault) {
    sandbox.faults.next("hitpaw", operation, fault);
    const response = await fetch((await poll(await submitJob())).res_url);
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, type: response.headers.get("content-type"), body };
  }
  expect((await download({ kind: "expired-url" })).status).toBe(403);
  expect((await download({ kind: "oversized", bytes: 3_000_000 })).body.length).toBeGreaterThanOrEqual(
    3_000_000,
  );
  expect((await download({ kind: "oversized", bytes: 100_000, declared: true })).body).toHaveLength(100_000);
  const text = await download({ kind: "wrong-content-type", as: "text" });
  expect([text.type, text.body.subarray(1, 4).toString()]).toEqual(["text/plain", "PNG"]);
  const page = await download({ kind: "wrong-content-type", as: "html" });
  expect([page.type, page.body.subarray(0, 9).toString()]).toEqual(["image/png", "<!doctype"]);
});
