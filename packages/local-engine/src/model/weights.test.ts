import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { checkWeights, openSize } from "./weights.ts";
import { weightsPath } from "./weights-path.ts";

const bytes = async () => new Uint8Array(await readFile(weightsPath()));

it("knows the published file", async () => {
  const model = await bytes();
  checkWeights(model);
  openSize(model);
});

it.each([
  [
    "one bit is wrong",
    (model: Uint8Array<ArrayBuffer>) => model.fill((model[2_000_000] ?? 0) ^ 1, 2_000_000, 2_000_001),
  ],
  ["it is cut short", (model: Uint8Array<ArrayBuffer>) => model.slice(0, -1)],
  ["it is empty", () => new Uint8Array()],
])("refuses the file when %s", async (_, damage) => {
  const damaged = damage(await bytes());
  expect(() => checkWeights(damaged)).toThrow("u2netp.onnx, the engine's model, is damaged");
});
