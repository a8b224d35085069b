import { decodeImage, type Pixels } from "@stratify/imaging";
import { afterAll, beforeAll, expect, test } from "vitest";
import { coverage, difference, download, photo } from "../../pixel-checks.ts";
import { type Sandbox, startSandbox } from "../../sandbox.ts";
import { siteOf } from "../../sites.ts";
import { models } from "./models.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ latency: { polls: 1 } });
});
afterAll(() => sandbox.close());

/** What a model makes of the photograph. */
async function run(name: string, input: object = {}): Promise<unknown> {
  const { baseUrl, apiKey } = siteOf(sandbox, "replicate");
  const headers = { authorization: `Bearer ${apiKey}` };
  const { version } = models.find((model) => model.name === name) ?? {};
  const image = sandbox.imageUrl(photo, "coffee.png");
  const body = JSON.stringify({ version, input: { image, ...input } });
  const submit = await fetch(`${baseUrl}/v1/predictions`, { method: "POST", headers, body });
  const { urls } = await submit.json();
  return (await (await fetch(urls.get, { headers })).json()).output;
}

/** Share of a mask that is white. */
function kept({ data }: Pixels): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += data[at] ?? 0;
  return (sum * 4) / 255 / data.length;
}

async function masks(
  output: unknown,
): Promise<{ readonly format: string | undefined; readonly kept: number }[]> {
  const urls = Array.isArray(output) ? output : [];
  return Promise.all(
    urls.map(async (url) => {
      const { pixels, format } = await download(String(url));
      expect([pixels.width, pixels.height]).toEqual([600, 400]);
      return { format, kept: kept(pixels) };
    }),
  );
}

test("a cutout has the image's own pixels", { timeout: 60_000 }, async () => {
  const { pixels } = await download(String(await run("851-labs/background-remover")));
  expect(coverage(pixels)).toBeGreaterThan(0.05);
  expect(difference(pixels, await decodeImage(photo))).toBe(0);
});

test("the third of four JPEGs is the mask, the fourth its inverse; pants are taken off by default", {
  timeout: 60_000,
}, async () => {
  const prompts = { mask_prompt: "subject", negative_mask_prompt: "" };
  const four = await masks(await run("schananas/grounded_sam", prompts));
  expect(four.map(({ format }) => format)).toEqual(Array(4).fill("jpeg"));
  expect(four[2]?.kept).toBeGreaterThan(0.05);
  expect((four[2]?.kept ?? 0) + (four[3]?.kept ?? 0)).toBeCloseTo(1, 1);
  const less = await masks(await run("schananas/grounded_sam", { mask_prompt: "pants" }));
  expect(less[2]?.kept).toBeLessThan(0.01);
});

test("an automatic split gives one mask a region", { timeout: 60_000 }, async () => {
  const output = await run("meta/sam-2");
  if (!(output instanceof Object && "individual_masks" in output)) throw new Error("no masks");
  const all = await masks(output.individual_masks);
  expect(all).toHaveLength(3);
  for (const { kept } of all) expect(kept).toBeGreaterThan(0);
});
