import { decodeImage, type Pixels } from "@stratify/imaging";
import { afterAll, beforeAll, expect, test } from "vitest";
import { coverage, difference, download, photo } from "../../pixel-checks.ts";
import { type Sandbox, startSandbox } from "../../sandbox.ts";
import { siteOf } from "../../sites.ts";

let sandbox: Sandbox;
let source: Pixels;
beforeAll(async () => {
  sandbox = await startSandbox({ latency: { polls: 1 } });
  source = await decodeImage(photo);
});
afterAll(() => sandbox.close());

async function layers(keyword: string): Promise<Pixels[]> {
  const form = new FormData();
  form.append("image", new File([photo], "coffee.png", { type: "image/png" }));
  form.append("keyword", keyword);
  const headers = { authorization: `Bearer ${siteOf(sandbox, "aetherforge").apiKey}` };
  const { baseUrl } = siteOf(sandbox, "aetherforge");
  const split = await fetch(`${baseUrl}/public/v1/image-tune/split-layer`, {
    method: "POST",
    headers,
    body: form,
  });
  const { job_id } = await split.json();
  const { image_urls } = await (await fetch(`${baseUrl}/public/v1/job/${job_id}`, { headers })).json();
  return Promise.all(image_urls.map(async (url: string) => (await download(url)).pixels));
}

test("layers are the image's own pixels, and add up to it", { timeout: 60_000 }, async () => {
  const [first, second] = await layers("cup");
  if (!first || !second) throw new Error("two layers were expected");
  for (const layer of [first, second]) {
    expect([layer.width, layer.height]).toEqual([600, 400]);
    expect(coverage(layer)).toBeGreaterThan(0.01);
    expect(difference(layer, source)).toBe(0);
  }
  expect(coverage(first) + coverage(second)).toBeCloseTo(1, 2);
});

test("the same keyword finds the same, another finds something else", { timeout: 60_000 }, async () => {
  const [subject, colour, again] = [await layers("subject"), await layers("brown"), await layers("subject")];
  expect(again).toEqual(subject);
  expect(colour).not.toEqual(subject);
});
