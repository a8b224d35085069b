import { afterAll, beforeAll, expect, test } from "vitest";
import { download, photo } from "../../pixel-checks.ts";
import { type Sandbox, startSandbox } from "../../sandbox.ts";
import { siteOf } from "../../sites.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ latency: { polls: 1 } });
});
afterAll(() => sandbox.close());

test("the mask is the cutout's alpha", { timeout: 60_000 }, async () => {
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
