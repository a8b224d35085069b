import { imageFromBytes, isStratifyError, type JobOutput, memoryResults } from "@stratify/core";
import { expect, it } from "vitest";
import { openSandbox, tinyPng } from "../contract/open-sandbox.ts";
import { localServer } from "../support/local-server.ts";
import { writePng } from "../support/png-writer.ts";
import { answeringProvider } from "./answering-provider.ts";
import { documentedFetch } from "./documented.ts";
import { openRelay, rawSubmit, relayClient, token } from "./open-relay.ts";

const image = imageFromBytes(tinyPng, "desk.png");
const cutout = { provider: "answering", task: "cutout" };
const headers = { authorization: `Bearer ${token}` };
const grey = writePng({ width: 1, height: 1, type: 0, depth: 8, samples: [7] });

async function open(outputs: readonly JobOutput[], options = {}) {
  const { provider } = answeringProvider(outputs);
  return openRelay(await openSandbox(), { providers: [provider], ...options });
}

it("gives results that came with the submit as often as they are asked for", async () => {
  const { baseUrl } = await open([
    { role: "cutout", content: tinyPng },
    { role: "mask", content: grey },
  ]);
  const submit = await rawSubmit(baseUrl, cutout, image);
  expect(submit.status).toBe(201);
  const { id, ended } = await submit.json();
  expect(ended).toBe(true);
  for (let count = 0; count < 3; count++) {
    const status = await (await documentedFetch(`${baseUrl}/v1/jobs/${id}`, { headers })).json();
    expect(status).toMatchObject({ state: "succeeded", outputs: [{ role: "cutout" }, { role: "mask" }] });
    const files = status.outputs.map(async ({ path }: { path: string }) =>
      (await documentedFetch(baseUrl + path)).bytes(),
    );
    expect(await Promise.all(files)).toEqual([new Uint8Array(tinyPng), new Uint8Array(grey)]);
  }
});

it("delivers them through core's client, which can resume the job", async () => {
  const { baseUrl } = await open([{ role: "cutout", content: tinyPng }]);
  const client = await relayClient(baseUrl, token, documentedFetch);
  const [info] = client.providers;
  expect(info?.resumable).toBe(true);
  expect(info?.capabilities.synchronous).toEqual({ inputs: ["bytes"], result: "url" });
  const { handles } = await client.submit({ task: "cutout" }, image, { provider: "relay:answering" });
  const saved = JSON.stringify(handles[0]);
  for (let count = 0; count < 2; count++) {
    const { layers } = await client.resume(saved);
    expect(layers.map(({ name, bytes }) => [name, bytes])).toEqual([["cutout", new Uint8Array(tinyPng)]]);
  }
});

it("streams a result that came with the submit as a URL from there", async () => {
  const { origin, received } = await localServer((response) => response.end(tinyPng));
  const { baseUrl } = await open([{ role: "cutout", content: `${origin}/a.png?signature=secret` }]);
  const { id } = await (await rawSubmit(baseUrl, cutout, image)).json();
  const status = await (await documentedFetch(`${baseUrl}/v1/jobs/${id}`, { headers })).text();
  expect(status).not.toContain("secret");
  const [{ path }] = JSON.parse(status).outputs;
  expect(await (await documentedFetch(baseUrl + path)).bytes()).toEqual(new Uint8Array(tinyPng));
  expect(received).toHaveLength(1);
});

it("says that a result has expired when the store has let go of it", async () => {
  const { baseUrl } = await open([{ role: "cutout", content: tinyPng }], {
    results: memoryResults({ maxBytes: 1 }),
  });
  const submit = async () => (await (await rawSubmit(baseUrl, cutout, image)).json()).id;
  const [first, second] = [await submit(), await submit()];
  const ask = (id: string) => documentedFetch(`${baseUrl}/v1/jobs/${id}`, { headers });
  expect((await ask(second)).status).toBe(200);
  const gone = await ask(first);
  expect(gone.status).toBe(410);
  expect((await gone.json()).error.code).toBe("result-expired");
});

it("says that a job's provider is no longer offered", async () => {
  const before = await open([{ role: "cutout", content: tinyPng }]);
  const { id } = await (await rawSubmit(before.baseUrl, cutout, image)).json();
  const { baseUrl } = await openRelay(await openSandbox());
  const status = await documentedFetch(`${baseUrl}/v1/jobs/${id}`, { headers });
  expect(status.status).toBe(404);
  expect((await status.json()).error.code).toBe("not-configured");
});

it("writes a version 3 handle into a sealed id, without the prompt", async () => {
  const { baseUrl } = await open([{ role: "cutout", content: tinyPng }]);
  const client = await relayClient(baseUrl, token, documentedFetch);
  const points = Array.from({ length: 500 }, (_, x) => ({ x, y: 1, sign: "include" }) as const);
  const task = { task: "cutout", prompt: { points } } as const;
  const { handles, failures } = await client.submit(task, image, { provider: "relay:answering" });
  expect(failures.map(({ error }) => isStratifyError(error))).toEqual([]);
  expect(handles[0]).toMatchObject({ version: 3, prompt: { points } });
  // A server takes 8 to 16 kB of a request's first line and headers.
  expect(handles[0]?.job.length).toBeLessThan(1000);
  expect((await client.resume(handles[0])).layers).toHaveLength(1);
});
