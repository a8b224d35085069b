import { afterAll, beforeAll, expect, test } from "vitest";
import { coverage, download, photo } from "../../pixel-checks.ts";
import { type Sandbox, startSandbox } from "../../sandbox.ts";
import { siteOf } from "../../sites.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ latency: { polls: 1 } });
});
afterAll(() => sandbox.close());

test("the subject stands before the chosen scene", { timeout: 60_000 }, async () => {
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
