import { createClient, imageFromBytes, type SourceImage, sniffFormat, type Task } from "@stratify/core";
import { type ReplicateOptions, replicate, service } from "@stratify/core/providers/replicate";
import { testKey } from "@stratify/core/test-key";
import { expect, it } from "vitest";
import type { Fault } from "../sandbox/faults.ts";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import { sandboxService } from "../sandbox/services/replicate/index.ts";
import { siteOf } from "../sandbox/sites.ts";
import { desk, openSandbox, tinyPng } from "./open-sandbox.ts";
import { recordingFetch } from "./recording-fetch.ts";
import { coffee, fastClock } from "./services.ts";
import { submitOne } from "./submit-one.ts";

const at = { provider: "replicate" } as const;
const cutout: Task = { task: "cutout" };
const cup: Task = { task: "split", keywords: ["cup"] };
const automatic: Task = { task: "split", keywords: [], maxLayers: 2 };
/** Too large for a data URI. */
const large = imageFromBytes(coffee, "coffee.png");

/** A client of Replicate alone against a sandbox of its own, on a fast clock. */
async function start({
  models,
  ...options
}: SandboxOptions & { models?: Partial<Omit<ReplicateOptions, "apiKey" | "baseUrl">> } = {}) {
  const sandbox = await openSandbox(options);
  const { apiKey, baseUrl } = siteOf(sandbox, "replicate");
  const clock = fastClock();
  const { fetch, sent } = recordingFetch(clock);
  const clientFor = (changed: Partial<ReplicateOptions> = {}) =>
    createClient({ providers: [replicate({ apiKey, baseUrl, ...models, ...changed })], fetch, clock });
  const url: SourceImage = { kind: "url", name: "desk.png", url: sandbox.imageUrl(tinyPng, "desk.png") };
  const calls = () =>
    sent
      .filter(({ url: { origin } }) => origin === baseUrl)
      .map(({ method, url: { pathname } }) => `${method} ${pathname}`);
  const submitted = () =>
    sent.flatMap(({ method, url: { pathname }, body }) =>
      method === "POST" && pathname.endsWith("/predictions") ? [JSON.parse(String(body))] : [],
    );
  return { sandbox, baseUrl, apiKey, client: clientFor(), clientFor, sent, url, calls, submitted };
}

/** A prediction in place of the sandbox's own. */
function prediction(fields: object): Fault {
  const body = JSON.stringify({ id: "job", status: "succeeded", error: null, ...fields });
  return { kind: "arbitrary", status: 200, headers: { "content-type": "application/json" }, body };
}

it("P1: submits the bare id of a version", async () => {
  const { client, url, submitted, calls } = await start();
  expect((await client.run(cutout, url, at)).layers).toHaveLength(1);
  expect(submitted()).toEqual([
    { version: expect.stringMatching(/^[\da-f]{64}$/), input: { image: url.url } },
  ]);
  expect(calls()[0]).toBe("POST /v1/predictions");
});

it("P1: submits to an official model's own endpoint, without a version", async () => {
  const { client, url, submitted, calls } = await start({
    models: { cutoutModel: "bria/remove-background" },
  });
  expect((await client.run(cutout, url, at)).layers).toHaveLength(1);
  expect(submitted()).toEqual([{ input: { image: url.url } }]);
  expect(calls()[0]).toBe("POST /v1/models/bria/remove-background/predictions");
});

it.each(["remove-background", "../files", "a/b/c", "a/b:", "a/b?c"])(
  "P1: refuses the model %j before anything is sent",
  async (cutoutModel) => {
    const { client, sent } = await start({ models: { cutoutModel } });
    const { failures } = await client.run(cutout, large, at);
    expect(failures[0]?.error).toMatchObject({ code: "invalid-request" });
    expect(sent).toEqual([]);
  },
);

it("P1: a job is read by the model that made it, whatever is set by then", async () => {
  const { client, clientFor } = await start();
  const handle = await submitOne(client, cup, desk, at);
  const later = clientFor({ keywordModel: "851-labs/background-remover" });
  const { layers } = await later.resume(JSON.parse(JSON.stringify(handle)));
  expect(layers.map(({ role, format }) => `${role} ${format}`)).toEqual(["mask jpeg"]);
});

it("P2: does not ask the service to wait with its response", async () => {
  const { client, url, sent } = await start();
  await client.run(cutout, url, at);
  for (const { headers } of sent) expect(headers.has("prefer")).toBe(false);
});

it.each(["canceled", "aborted"] as const)("P3: %s ends the wait", async (word) => {
  const { client, url } = await start({ knobs: sandboxService.knobs({ statusChain: ["starting", word] }) });
  const { failures } = await client.run(cutout, url, at);
  expect(failures[0]?.error).toMatchObject({ code: "job-canceled" });
});

it("P4: asks where the service says", async () => {
  const { client, url, baseUrl } = await start();
  const { jobs } = await client.run(cutout, url, at);
  const { job = "", data } = jobs[0]?.handle ?? {};
  expect(data?.get).toBe(`${baseUrl}/v1/predictions/${job}`);
});

it.each(["foreign", "omitted"] as const)(
  "P4: asks by the id where the service's URLs are %s, and shows the token to nobody else",
  async (urls) => {
    const { client, url, sandbox, calls } = await start({ knobs: sandboxService.knobs({ urls }) });
    const { layers, jobs } = await client.run(cutout, url, at);
    expect(layers).toHaveLength(1);
    const { job } = jobs[0]?.handle ?? {};
    expect(new Set(calls().slice(1))).toEqual(new Set([`GET /v1/predictions/${job}`]));
    const handle = await submitOne(client, cutout, url, at);
    await client.cancel(handle);
    expect(calls().at(-1)).toBe(`POST /v1/predictions/${handle.job}/cancel`);
    expect(sandbox.leaks).toEqual([]);
  },
);

it("P4: a handle whose URL is elsewhere is asked about by its id", async () => {
  const { client, url, sandbox } = await start();
  const handle = await submitOne(client, cutout, url, at);
  for (const get of [`${sandbox.filesUrl}/v1/predictions/1`, "https://api.replicate.com@evil.test/", "x"]) {
    const moved = { ...handle, data: { ...handle.data, get } };
    expect((await client.resume(JSON.parse(JSON.stringify(moved)))).layers).toHaveLength(1);
  }
  expect(sandbox.leaks).toEqual([]);
});

it("P5: reads the output of any model, whatever its shape", async () => {
  const { client, url, sandbox } = await start();
  const result = sandbox.imageUrl(tinyPng, "result.png");
  const inline = `data:image/png;base64,${Buffer.from(tinyPng).toString("base64")}`;
  for (const [output, count] of [
    [result, 1],
    [[result, inline], 2],
    [{ masks: [{ mask: result, label: "cup" }], note: "done", count: 3, more: null }, 1],
  ] as const) {
    sandbox.faults.always("replicate", "status", prediction({ output }));
    expect((await client.run(cutout, url, at)).layers).toHaveLength(count);
  }
});

it.each([null, "", "done", [], {}, ["file:///etc/passwd"]])(
  "P5: a success without a file is none: %j",
  async (output) => {
    const { client, url, sandbox } = await start();
    sandbox.faults.always("replicate", "status", prediction({ output }));
    const { failures } = await client.run(cutout, url, at);
    expect(failures[0]?.error.code).toBe("no-output");
  },
);

it("P5: delivers results that are data URIs", async () => {
  const { client, url, sandbox } = await start({ knobs: sandboxService.knobs({ inline: true }) });
  for (const task of [cutout, cup, automatic]) expect((await client.run(task, url, at)).failures).toEqual([]);
  expect(sandbox.requests.filter(({ operation }) => operation === "download")).toEqual([]);
});

it("P6: fetches results without the token", async () => {
  const { client, url, sent, sandbox, baseUrl } = await start();
  await client.run(cutout, url, at);
  const downloads = sent.filter(({ url: { origin } }) => origin !== baseUrl);
  expect(downloads).toHaveLength(1);
  expect(downloads[0]?.headers.has("authorization")).toBe(false);
  expect(sandbox.leaks).toEqual([]);
});

it("P7: a success whose data was removed is an expired result", async () => {
  const { client, url } = await start({ knobs: sandboxService.knobs({ retention: 0 }) });
  const { failures } = await client.run(cutout, url, at);
  expect(failures[0]?.error).toMatchObject({ code: "result-expired" });
});

it("P8: sends a small image as a data URI", async () => {
  const { client, submitted, calls } = await start();
  expect((await client.run(cutout, desk, at)).layers).toHaveLength(1);
  expect(submitted()[0].input.image).toMatch(/^data:image\/png;base64,/);
  expect(calls()).not.toContain("POST /v1/files");
});

it("P8: uploads a larger one, once for each job, and sends the file's URL", async () => {
  const { client, submitted, sent, baseUrl, calls } = await start();
  const { layers } = await client.run({ task: "split", keywords: ["cup", "plate"] }, large, at);
  expect(layers).toHaveLength(2);
  const images = submitted().map(({ input }) => input.image);
  for (const image of images) expect(image).toMatch(new RegExp(`^${baseUrl}/v1/files/\\w+$`));
  expect(new Set(images).size).toBe(2);
  expect(calls().filter((call) => call === "POST /v1/files")).toHaveLength(2);
  const form = sent[0]?.body;
  if (!(form instanceof FormData)) throw new Error("no form was sent");
  expect([...form.keys()]).toEqual(["content"]);
  expect(form.get("content")).toMatchObject({ name: "image.png", type: "image/png", size: coffee.length });
});

it("P8: a data URI has at most 256 kB", async () => {
  const { client, submitted } = await start();
  const sized = (length: number) => {
    const bytes = new Uint8Array(length);
    bytes.set(tinyPng);
    return imageFromBytes(bytes, "desk.png");
  };
  await client.run(cutout, sized(190_000), at);
  await client.run(cutout, sized(190_001), at);
  const [first, second] = submitted().map(({ input }) => input.image);
  expect(first.length).toBeGreaterThan(250_000);
  expect(first.length).toBeLessThan(256_000);
  expect(second).toMatch(/^http/);
});

it("P9: shows what is wrong with which field", async () => {
  const { client, url, submitted } = await start({
    models: { keywordModel: `a/b:${"0".repeat(64)}` },
  });
  const { failures } = await client.run(cup, url, at);
  expect(failures[0]?.error).toMatchObject({ code: "refused", status: 422, mayHaveBeenCharged: false });
  expect(failures[0]?.error.message).toContain("version: does not exist or is not allowed");
  expect(Object.keys(submitted()[0])).toEqual(["version", "input"]);
});

it("P10: reads problem details, and a bare detail", async () => {
  const { client, clientFor, url, sandbox } = await start();
  const wrong = await clientFor({ apiKey: "r8_wrong" }).run(cutout, url, at);
  expect(wrong.failures[0]?.error).toMatchObject({
    code: "unauthorized",
    detail: "You did not pass a valid authentication token",
  });
  sandboxService.knobsOf(sandbox).credit = false;
  const poor = await client.run(cutout, url, at);
  expect(poor.failures[0]?.error).toMatchObject({ code: "insufficient-credits", mayHaveBeenCharged: false });
  sandboxService.knobsOf(sandbox).credit = true;
  const headers = { "content-type": "application/problem+json" };
  const body = JSON.stringify({ title: "Model is disabled", status: 403 });
  sandbox.faults.next("replicate", "submit", { kind: "arbitrary", status: 403, headers, body });
  const disabled = await client.run(cutout, url, at);
  expect(disabled.failures[0]?.error).toMatchObject({ code: "forbidden", detail: "Model is disabled" });
});

it("P11: takes the third of four images as the mask", async () => {
  const { client, url, sandbox } = await start();
  const [other, mask] = [new Uint8Array([...tinyPng, 1]), new Uint8Array([...tinyPng, 2])];
  const output = [other, other, mask, other].map((bytes) => sandbox.imageUrl(bytes, "result.png"));
  sandbox.faults.always("replicate", "status", prediction({ output }));
  const { layers } = await client.run(cup, url, at);
  expect(layers.map(({ name, role }) => `${name} ${role}`)).toEqual(["cup mask"]);
  expect(layers[0]?.bytes).toEqual(mask);
});

it("P11: delivers the black mask of a keyword that is not found, for imaging to judge", async () => {
  const { client, url } = await start({ knobs: sandboxService.knobs({ findsKeywords: false }) });
  const { layers } = await client.run(cup, url, at);
  expect(layers.map(({ bytes }) => sniffFormat(bytes))).toEqual(["jpeg"]);
});

it("P12: always sends both prompts", async () => {
  const { client, url, submitted } = await start();
  await client.run({ task: "split", keywords: ["trousers"] }, url, at);
  expect(submitted()[0].input).toEqual({
    image: url.url,
    mask_prompt: "trousers",
    negative_mask_prompt: "",
  });
});

it("splits without keywords into as many masks as were asked for", async () => {
  const { client, url, submitted } = await start({ knobs: sandboxService.knobs({ masks: 5 }) });
  const { layers } = await client.run(automatic, url, at);
  expect(layers.map(({ name, role }) => `${name} ${role}`)).toEqual(["layer 1 mask", "layer 2 mask"]);
  expect(submitted()[0].input).toEqual({ image: url.url });
});

it("P14: cancels, and says when a job has ended before", async () => {
  const { client, url } = await start({ latency: { polls: 20 } });
  const handle = await submitOne(client, cutout, url, at);
  await client.cancel(handle);
  expect((await client.status(handle)).state).toBe("canceled");
  const done = await start();
  const { jobs } = await done.client.run(cutout, done.url, at);
  const ended = jobs[0]?.handle;
  if (!ended) throw new Error("no job was accepted");
  await expect(done.client.cancel(ended)).rejects.toMatchObject({ code: "refused" });
});

it("P15: is reached from pages through a relay alone", () => {
  expect(service.browser).toHaveProperty("relayOnly");
  expect(service.capabilities.crossOrigin).toBe("no");
});

it("P16: waits as long as a refusal says in words", async () => {
  const { client, url, sandbox, sent } = await start();
  const body = JSON.stringify({ detail: "Request was throttled. Your rate limit resets in ~30s." });
  const headers = { "content-type": "application/json" };
  sandbox.faults.next("replicate", "submit", { kind: "arbitrary", status: 429, headers, body });
  expect((await client.run(cutout, url, at)).failures).toEqual([]);
  const [first, second] = sent;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(29_000);
});

it("P17: finds a lost job again by the file that was uploaded for it, on whatever page of the list", async () => {
  const { client, sandbox, calls } = await start({
    knobs: sandboxService.knobs({ pageSize: 1 }),
    latency: { polls: 1 },
  });
  sandbox.faults.next("replicate", "submit", { kind: "reset-after" });
  const { layers, failures } = await client.run({ task: "split", keywords: ["cup", "plate"] }, large, at);
  expect(failures).toEqual([]);
  expect(layers.map(({ keyword }) => keyword).toSorted()).toEqual(["cup", "plate"]);
  expect(sandbox.paid.count("replicate")).toBe(2);
  expect(calls()).toContain("GET /v1/predictions");
});

it("P17: two lost submits of one image and keyword are two jobs", async () => {
  const { client, url, sandbox } = await start();
  sandbox.faults.next("replicate", "submit", { kind: "reset-after" }, 2);
  const runs = await Promise.all([client.run(cup, url, at), client.run(cup, url, at)]);
  const jobs = runs.flatMap(({ jobs }) => jobs.map(({ handle }) => handle.job));
  expect(new Set(jobs).size).toBe(2);
  expect(jobs.toSorted()).toEqual(sandbox.paid.entries.map(({ job }) => job).toSorted());
});

it("P17: says of a lost data URI that it may have been charged", async () => {
  const { client, sandbox, calls } = await start();
  sandbox.faults.next("replicate", "submit", { kind: "reset-after" });
  const { failures } = await client.run(cutout, desk, at);
  expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
  expect(calls()).toEqual(["POST /v1/predictions"]);
});

it("P18: takes 201, and any other success", async () => {
  const { client, url, sandbox } = await start();
  const output = sandbox.imageUrl(tinyPng, "result.png");
  const headers = { "content-type": "application/json" };
  for (const status of [200, 201, 202]) {
    const body = JSON.stringify({ id: "job", status: "processing" });
    sandbox.faults.next("replicate", "submit", { kind: "arbitrary", status, headers, body });
    sandbox.faults.next("replicate", "status", prediction({ output }));
    const { failures } = await client.run(cutout, url, at);
    expect(failures).toEqual([]);
  }
});

it("tells a good token from a bad one by its account", async () => {
  const { apiKey, baseUrl, sandbox } = await start();
  expect(await testKey(service, { apiKey, baseUrl })).toEqual({ key: "accepted" });
  expect(await testKey(service, { apiKey: "r8_wrong", baseUrl })).toMatchObject({ key: "refused" });
  expect(sandbox.requests.map(({ path }) => path)).toEqual(["/v1/account", "/v1/account"]);
});
