import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { sandboxServices } from "./registry.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";
import { sandboxService } from "./services/hitpaw/index.ts";
import { siteOf } from "./sites.ts";
import { tinySegmenter } from "./tiny-segmenter.ts";

const { bytes: picture } = await tinySegmenter.scene({ id: "any", colors: [] });
let sandbox: Sandbox;

async function start(options: SandboxOptions = {}): Promise<void> {
  sandbox = await startSandbox({ results: "tiny", latency: 0, ...options });
}
afterEach(() => sandbox.close());

async function ask(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(siteOf(sandbox, "hitpaw").baseUrl + path, {
    method: "POST",
    headers: { apikey: siteOf(sandbox, "hitpaw").apiKey, ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function finishJob(): Promise<{ job: string; urls: string[] }> {
  const submitted = await ask("/api/image-segmentation", { file_url: sandbox.imageUrl(picture, "a.png") });
  const job = submitted.data.job_id;
  const { data } = await ask("/api/task-status", { job_id: job });
  return { job, urls: [data.res_url, data.mask_url] };
}

test("an origin for every service and two more, each with its own port", async () => {
  await start();
  const sites = Object.values(sandbox.services).map(({ baseUrl }) => baseUrl);
  const origins = [...sites, sandbox.filesUrl, sandbox.uploadsUrl];
  expect(new Set(origins).size).toBe(sandboxServices.length + 2);
  for (const origin of origins) expect(new URL(origin).hostname).toBe("127.0.0.1");
});

test("a service that is not there is an error, not silence", async () => {
  await start();
  expect(() => sandbox.faults.next("acme", "submit", { kind: "html" })).toThrow('no service "acme"');
  expect(() => sandbox.paid.count("acme")).toThrow('no service "acme"');
  expect(() => siteOf(sandbox, "acme")).toThrow('no service "acme"');
  await expect(startSandbox({ knobs: { acme: { latency: 1 } } })).rejects.toThrow("no folder services/acme");
});

test("a key that comes with a download, an upload or to another service is refused and remembered", async () => {
  await start();
  const { urls } = await finishJob();
  const withKey = await fetch(urls[0] ?? "", {
    headers: { authorization: `Bearer ${siteOf(sandbox, "figur").apiKey}` },
  });
  expect(withKey.status).toBe(400);
  await fetch(`${sandbox.uploadsUrl}/uploads/a.png`, {
    method: "PUT",
    headers: { apikey: "anything" },
    body: "x",
  });
  await fetch(`${siteOf(sandbox, "claid").baseUrl}/v1/image/edit`, {
    headers: { authorization: `Bearer ${siteOf(sandbox, "hitpaw").apiKey}` },
  });
  await fetch(`${sandbox.filesUrl}/figur/a/b?key=${siteOf(sandbox, "figur").apiKey}`);
  expect(sandbox.leaks).toEqual([
    expect.stringMatching(/^GET files\/hitpaw\/.*: the key of figur$/),
    "PUT uploads/uploads/a.png: an unknown key",
    "GET claid/v1/image/edit: the key of hitpaw",
    "GET files/figur/a/b: the key of figur",
  ]);
});

test("a client that sends keys only where they belong leaves no trace in the leaks", async () => {
  await start();
  const { urls } = await finishJob();
  for (const url of urls) expect((await fetch(url)).status).toBe(200);
  expect(sandbox.leaks).toEqual([]);
});

test("results cannot be had without their signature, nor past their time", async () => {
  await start({ knobs: sandboxService.knobs({ resultLifetime: 30 }) });
  const { urls } = await finishJob();
  const [url = ""] = urls;
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url.replace(/\?.*/, ""))).status).toBe(403);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const late = await fetch(url);
  expect([late.status, late.headers.get("content-type")]).toEqual([403, "application/xml"]);
});

test("without CORS no header lets a browser in, with it preflights are answered on every origin", async () => {
  await start();
  const preflight = (url: string) =>
    fetch(url, {
      method: "OPTIONS",
      headers: {
        origin: "null",
        "access-control-request-method": "POST",
        "access-control-request-headers": "apikey,authorization,content-type",
      },
    });
  const closed = await preflight(`${siteOf(sandbox, "claid").baseUrl}/v1/image/edit/async`);
  expect(closed.ok).toBe(false);
  expect(closed.headers.get("access-control-allow-origin")).toBeNull();
  await sandbox.close();

  await start({ cors: true });
  for (const origin of [siteOf(sandbox, "claid").baseUrl, sandbox.filesUrl, sandbox.uploadsUrl]) {
    const open = await preflight(`${origin}/anything`);
    expect(open.status).toBe(204);
    expect(open.headers.get("access-control-allow-headers")).toMatch(
      /^apikey, ?authorization, ?content-type$/,
    );
  }
  const refused = await fetch(`${siteOf(sandbox, "claid").baseUrl}/v1/image/edit/async/1`);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  expect(refused.headers.get("access-control-expose-headers")).toContain("RateLimit-Reset");
});

test("the log tells what was asked", async () => {
  await start();
  await finishJob();
  expect(
    sandbox.requests.map(({ site, method, path, operation }) => [site, method, path, operation]),
  ).toEqual([
    ["hitpaw", "POST", "/api/image-segmentation", "submit"],
    ["hitpaw", "POST", "/api/task-status", "status"],
  ]);
});

test("limits that are enforced answer 429 in the service's own words", async () => {
  await start({ knobs: sandboxService.knobs({ rateLimit: [{ limit: 1, seconds: 60 }], retryAfter: true }) });
  await finishJob();
  const response = await fetch(`${siteOf(sandbox, "hitpaw").baseUrl}/api/image-segmentation`, {
    method: "POST",
    headers: { apikey: siteOf(sandbox, "hitpaw").apiKey },
  });
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(50);
  expect(await response.json()).toEqual({ error_code: 100429000, message: "Too many requests" });
});

test("ids are the same in every run", async () => {
  await start();
  const first = (await finishJob()).job;
  await sandbox.close();
  await start();
  expect((await finishJob()).job).toBe(first);
});

test("old jobs make room for new ones, and downloaded ones too if asked", async () => {
  await start({ keep: { jobs: 2 } });
  const [oldest, , newest] = [await finishJob(), await finishJob(), await finishJob()];
  expect((await ask("/api/task-status", { job_id: oldest.job })).error_code).toBe(110400002);
  expect((await fetch(oldest.urls[0] ?? "")).status).toBe(404);
  expect((await fetch(newest.urls[0] ?? "")).status).toBe(200);
  await sandbox.close();

  await start({ keep: { downloaded: true } });
  const { job, urls } = await finishJob();
  for (const url of urls) await (await fetch(url)).arrayBuffer();
  expect((await ask("/api/task-status", { job_id: job })).error_code).toBe(110400002);
});

test("the ledger counts by service and by field, and starts again", async () => {
  await start();
  await finishJob();
  await finishJob();
  const [entry] = sandbox.paid.entries;
  expect(entry).toMatchObject({ service: "hitpaw", task: "cutout", cost: 20, refunded: false });
  expect(sandbox.paid.count("hitpaw", { image: entry?.image ?? "" })).toBe(2);
  expect(sandbox.paid.count("figur")).toBe(0);
  expect(sandbox.paid.cost("hitpaw")).toBe(40);
  sandbox.paid.reset();
  expect(sandbox.paid.count()).toBe(0);
});

test("closing ends connections that hang", async () => {
  await start();
  sandbox.faults.always("hitpaw", "submit", { kind: "hang-headers" });
  const ended = new Promise((resolve) => {
    const hanging = request(`${siteOf(sandbox, "hitpaw").baseUrl}/api/image-segmentation`, {
      method: "POST",
    });
    hanging.on("error", resolve);
    hanging.end();
  });
  await expect.poll(() => sandbox.requests.length).toBe(1);
  await sandbox.close();
  expect(await ended).toBeInstanceOf(Error);
});
