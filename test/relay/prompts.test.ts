import { imageFromBytes, type Task } from "@stratify/core";
import { describe, expect, it } from "vitest";
import { openSandbox, tinyPng } from "../contract/open-sandbox.ts";
import { writePng } from "../support/png-writer.ts";
import { answeringProvider } from "./answering-provider.ts";
import { documentedFetch, expectDocumented } from "./documented.ts";
import { openRelay, relayClient, token } from "./open-relay.ts";

const image = imageFromBytes(tinyPng, "private-name.png");
const mask = writePng({ width: 1, height: 1, type: 0, depth: 8, samples: [255] });
const box = { x: 1, y: 2, width: 30, height: 40.5 };
const points = [
  { x: 3, y: 4, sign: "include" },
  { x: 5.5, y: 0, sign: "exclude" },
] as const;

async function open() {
  const { provider, requests } = answeringProvider([{ role: "cutout", content: tinyPng }]);
  const { baseUrl } = await openRelay(await openSandbox(), { providers: [provider] });
  return { baseUrl, requests };
}

it.each<[string, Task, object]>([
  ["an automatic split", { task: "split", keywords: [], maxLayers: 5 }, { task: "split", maxLayers: 5 }],
  ["one that leaves the number open", { task: "split", keywords: [] }, { task: "split", maxLayers: 8 }],
  [
    "a keyword with points",
    { task: "split", keywords: ["cup"], prompt: { points } },
    { task: "split", keyword: "cup", prompt: { points } },
  ],
  ["a box", { task: "cutout", prompt: { box } }, { task: "cutout", prompt: { box } }],
  ["a mask", { task: "cutout", prompt: { mask } }, { task: "cutout", prompt: { mask } }],
  [
    "all of them",
    { task: "cutout", prompt: { points, box, mask } },
    { task: "cutout", prompt: { points, box, mask } },
  ],
])("passes on %s as core sends it", async (_, task, expected) => {
  const { baseUrl, requests } = await open();
  const client = await relayClient(baseUrl, token, documentedFetch);
  expect(client.providers[0]?.capabilities).toMatchObject({
    automatic: { maxLayers: 12 },
    prompts: ["points", "box", "mask"],
  });
  const { failures } = await client.run(task, image, { provider: "relay:answering" });
  expect(failures).toEqual([]);
  const [{ image: sent, ...request } = { image }, ...more] = requests;
  expect(more).toEqual([]);
  expect(request).toEqual(expected);
  expect(sent).toMatchObject({ kind: "bytes", name: "image" });
});

describe("a submit of another program", () => {
  async function submit(
    fields: Readonly<Record<string, string>>,
    files: Readonly<Record<string, Uint8Array>>,
  ) {
    const { baseUrl, requests } = await open();
    const form = new FormData();
    for (const [name, value] of Object.entries({ provider: "answering", ...fields }))
      form.append(name, value);
    for (const [name, bytes] of Object.entries(files))
      form.append(name, new File([new Uint8Array(bytes)], "a.png"));
    const response = await fetch(`${baseUrl}/v1/jobs`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "idempotency-key": crypto.randomUUID() },
      body: form,
    });
    await expectDocumented("POST", "/v1/jobs", response);
    return { status: response.status, body: await response.json(), requests };
  }

  it.each<[string, Record<string, string>, Record<string, Uint8Array>, number, RegExp]>([
    [
      "a prompt that is no JSON",
      { task: "cutout", prompt: "{" },
      {},
      400,
      /^prompt: it is missing or broken/,
    ],
    ["an empty prompt", { task: "cutout", prompt: "{}" }, {}, 400, /its prompt is empty/],
    ["no point", { task: "cutout", prompt: '{"points":[]}' }, {}, 400, /^prompt: points/],
    [
      "a sign that is none",
      { task: "cutout", prompt: '{"points":[{"x":1,"y":1,"sign":"maybe"}]}' },
      {},
      400,
      /^prompt: points\.0\.sign/,
    ],
    [
      "a place outside",
      { task: "cutout", prompt: '{"points":[{"x":-1,"y":1,"sign":"include"}]}' },
      {},
      400,
      /points\.0\.x/,
    ],
    [
      "an empty box",
      { task: "cutout", prompt: '{"box":{"x":1,"y":1,"width":0,"height":1}}' },
      {},
      400,
      /box\.width/,
    ],
    ["an unknown part", { task: "cutout", prompt: '{"words":"cup"}' }, {}, 400, /^prompt/],
    [
      "a prompt beside a background",
      { task: "replace-background", "background-color": "#ffffff", prompt: JSON.stringify({ box }) },
      {},
      400,
      /goes with split and cutout/,
    ],
    ["a mask that is no PNG", { task: "cutout" }, { "prompt-mask": new Uint8Array([1, 2, 3]) }, 415, /PNG/],
    ["a file of another name", { task: "cutout" }, { mask }, 400, /one under prompt-mask/],
    [
      "a number of layers beside a keyword",
      { task: "split", keyword: "cup", "max-layers": "3" },
      {},
      400,
      /without a keyword/,
    ],
    ["a number of layers that is none", { task: "split", "max-layers": "3.5" }, {}, 400, /^max-layers/],
    ["more layers than the provider makes", { task: "split", "max-layers": "13" }, {}, 400, /1 to 12 layers/],
  ])("is refused with %s, and nothing is sent on", async (_, fields, files, status, words) => {
    const told = await submit(fields, { image: tinyPng, ...files });
    expect(told.status).toBe(status);
    expect(told.body.error.detail).toMatch(words);
    expect(told.body.error.mayHaveBeenCharged).toBe(false);
    expect(told.requests).toEqual([]);
  });

  it("may write numbers and places in JSON as such", async () => {
    const { baseUrl, requests } = await open();
    const send = (fields: object) =>
      fetch(`${baseUrl}/v1/jobs`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "idempotency-key": crypto.randomUUID(),
          "content-type": "application/json",
        },
        body: JSON.stringify({ provider: "answering", "image-url": "https://example.com/a.png", ...fields }),
      });
    // The provider takes bytes alone: that it is asked for them shows that the fields were understood.
    for (const fields of [
      { task: "split", "max-layers": 5 },
      { task: "cutout", prompt: { points, box } },
    ]) {
      const response = await send(fields);
      expect(response.status).toBe(422);
      expect((await response.json()).error.detail).toBe("it takes images as bytes");
    }
    expect((await send({ task: "cutout", prompt: { box: 1 } })).status).toBe(400);
    expect(requests).toEqual([]);
  });

  it("is another submit with another mask, under one key", async () => {
    const { baseUrl } = await open();
    const key = crypto.randomUUID();
    const send = (pixels: number) => {
      const form = new FormData();
      const file = writePng({ width: 1, height: 1, type: 0, depth: 8, samples: [pixels] });
      form.append("provider", "answering");
      form.append("task", "cutout");
      form.append("image", new File([tinyPng], "a.png"));
      form.append("prompt-mask", new File([file], "b.png"));
      const headers = { authorization: `Bearer ${token}`, "idempotency-key": key };
      return fetch(`${baseUrl}/v1/jobs`, { method: "POST", headers, body: form });
    };
    const statuses = [];
    for (const pixels of [1, 1, 2]) statuses.push((await send(pixels)).status);
    expect(statuses).toEqual([201, 201, 422]);
  });
});
