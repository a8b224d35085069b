import { readFile } from "node:fs/promises";
import { decodeImage, type Pixels } from "@stratify/imaging";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeJpeg } from "./jpeg-encoder.ts";
import { pictureInfo } from "./picture-info.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { siteOf } from "./sites.ts";

const photo = await readFile(new URL("../fixtures/photos/coffee.png", import.meta.url));
let sandbox: Sandbox;
let source: Pixels;

beforeAll(async () => {
  sandbox = await startSandbox({ latency: { polls: 1 } });
  source = await decodeImage(photo);
});
afterAll(() => sandbox.close());

async function download(url: string): Promise<{ pixels: Pixels; format: string | undefined }> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return { pixels: await decodeImage(bytes), format: pictureInfo(bytes)?.format };
}

/** Share of the picture that is opaque. */
function coverage({ data }: Pixels): number {
  let sum = 0;
  for (let at = 3; at < data.length; at += 4) sum += data[at] ?? 0;
  return (sum * 4) / 255 / data.length;
}

/** Largest difference between a result and the picture that was sent, where the result is opaque. */
function difference({ data }: Pixels): number {
  let most = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue;
    for (let channel = at; channel < at + 3; channel++) {
      most = Math.max(most, Math.abs((data[channel] ?? 0) - (source.data[channel] ?? 0)));
    }
  }
  return most;
}

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

async function edit(
  background: object,
  output?: object,
): Promise<{ pixels: Pixels; format: string | undefined }> {
  const { baseUrl, apiKey } = siteOf(sandbox, "claid");
  const body = {
    input: sandbox.imageUrl(photo, "coffee.png"),
    operations: { background },
    ...(output && { output }),
  };
  const answer = await fetch(`${baseUrl}/v1/image/edit`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  });
  return download((await answer.json()).data.output.tmp_url);
}

test("AetherForge's layers are the picture's own pixels, and add up to it", { timeout: 60_000 }, async () => {
  const [first, second] = await layers("cup");
  if (!first || !second) throw new Error("two layers were expected");
  for (const layer of [first, second]) {
    expect([layer.width, layer.height]).toEqual([600, 400]);
    expect(coverage(layer)).toBeGreaterThan(0.01);
    expect(difference(layer)).toBe(0);
  }
  expect(coverage(first) + coverage(second)).toBeCloseTo(1, 2);
});

test("the same keyword finds the same, another finds something else", { timeout: 60_000 }, async () => {
  const [subject, colour, again] = [await layers("subject"), await layers("brown"), await layers("subject")];
  expect(again).toEqual(subject);
  expect(colour).not.toEqual(subject);
});

test("Claid: PNG keeps the alpha, a colour fills it, and without a format it is JPEG on white", {
  timeout: 60_000,
}, async () => {
  const cutout = await edit({ remove: true, color: "transparent" }, { format: "png" });
  expect(cutout.format).toBe("png");
  expect(coverage(cutout.pixels)).toBeGreaterThan(0.05);
  expect(coverage(cutout.pixels)).toBeLessThan(0.95);
  expect(difference(cutout.pixels)).toBe(0);

  const red = await edit({ remove: true, color: "#ff0000" }, { format: "png" });
  const outside = cutout.pixels.data.findIndex((value, at) => at % 4 === 3 && value === 0) - 3;
  expect([...red.pixels.data.subarray(outside, outside + 4)]).toEqual([255, 0, 0, 255]);

  const plain = await edit({ remove: true, color: "transparent" });
  expect(plain.format).toBe("jpeg");
  expect(coverage(plain.pixels)).toBe(1);
  for (const value of plain.pixels.data.subarray(outside, outside + 3)) expect(value).toBeGreaterThan(235);
});

test("Claid: a keyword that is nowhere in the picture fails the edit", { timeout: 60_000 }, async () => {
  const { baseUrl, apiKey } = siteOf(sandbox, "claid");
  const keyword = { remove: { selective: { object_to_keep: "green" } } };
  const blue = await encodeJpeg({ width: 64, height: 64, data: solid(64 * 64, [20, 40, 220, 255]) });
  const answer = await fetch(`${baseUrl}/v1/image/edit`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ input: sandbox.imageUrl(blue, "blue.jpg"), operations: { background: keyword } }),
  });
  expect(answer.status).toBe(400);
  expect((await answer.json()).error_message).toContain("not found");
});

test("HitPaw: the mask is the cutout's alpha", { timeout: 60_000 }, async () => {
  const { baseUrl, apiKey } = siteOf(sandbox, "hitpaw");
  const post = async (path: string, body: object) =>
    (
      await fetch(baseUrl + path, { method: "POST", headers: { apikey: apiKey }, body: JSON.stringify(body) })
    ).json();
  const submitted = await post("/api/image-segmentation", {
    file_url: sandbox.imageUrl(photo, "coffee.png"),
  });
  const { data } = await post("/api/task-status", { job_id: submitted.data.job_id });
  const [cutout, mask] = [(await download(data.res_url)).pixels, (await download(data.mask_url)).pixels];
  const alpha = cutout.data.filter((_, at) => at % 4 === 3);
  expect(mask.data.filter((_, at) => at % 4 === 0)).toEqual(alpha);
});

test("FIGUR: the subject stands before the chosen scene", { timeout: 60_000 }, async () => {
  const { baseUrl, apiKey } = siteOf(sandbox, "figur");
  const headers = { authorization: `Bearer ${apiKey}` };
  const form = new FormData();
  form.append("file", new File([photo], "coffee.png", { type: "image/png" }));
  const { upload_key } = await (
    await fetch(`${baseUrl}/v1/uploads`, { method: "POST", headers, body: form })
  ).json();
  const backgrounds = await (await fetch(`${baseUrl}/v1/catalog/backgrounds`, { headers })).json();
  const [studio, beach] = await Promise.all(
    backgrounds.slice(0, 2).map(async ({ public_id }: { public_id: string }) => {
      const body = JSON.stringify({
        source_image_s3_key: upload_key,
        background_image_public_id: public_id,
        output_preset: "web",
      });
      const swap = await fetch(`${baseUrl}/v1/background-swap-with-image`, { method: "POST", headers, body });
      const { job_id } = await swap.json();
      const { result } = await (await fetch(`${baseUrl}/v1/jobs/${job_id}`, { headers })).json();
      return download(result[1].image_url);
    }),
  );
  expect([studio.pixels.width, studio.pixels.height]).toEqual([600, 400]);
  expect(coverage(studio.pixels)).toBe(1);
  expect(studio.pixels.data).not.toEqual(beach.pixels.data);
});

function solid(count: number, pixel: readonly number[]): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 4 * count }, (_, at) => pixel[at % 4] ?? 0);
}
