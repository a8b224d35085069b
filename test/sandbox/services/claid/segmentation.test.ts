import { decodeImage, type Pixels } from "@stratify/imaging";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeJpeg } from "../../jpeg-encoder.ts";
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

test("PNG keeps the alpha, a colour fills it, and without a format it is JPEG on white", {
  timeout: 60_000,
}, async () => {
  const cutout = await edit({ remove: true, color: "transparent" }, { format: "png" });
  expect(cutout.format).toBe("png");
  expect(coverage(cutout.pixels)).toBeGreaterThan(0.05);
  expect(coverage(cutout.pixels)).toBeLessThan(0.95);
  expect(difference(cutout.pixels, source)).toBe(0);

  const red = await edit({ remove: true, color: "#ff0000" }, { format: "png" });
  const outside = cutout.pixels.data.findIndex((value, at) => at % 4 === 3 && value === 0) - 3;
  expect([...red.pixels.data.subarray(outside, outside + 4)]).toEqual([255, 0, 0, 255]);

  const plain = await edit({ remove: true, color: "transparent" });
  expect(plain.format).toBe("jpeg");
  expect(coverage(plain.pixels)).toBe(1);
  for (const value of plain.pixels.data.subarray(outside, outside + 3)) expect(value).toBeGreaterThan(235);
});

test("a keyword that is nowhere in the image fails the edit", { timeout: 60_000 }, async () => {
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

function solid(count: number, pixel: readonly number[]): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 4 * count }, (_, at) => pixel[at % 4] ?? 0);
}
