import type { Manifest } from "@stratify/imaging";
import { expect, test } from "vitest";
import { readLayerList } from "./layer-list.ts";

const difference = { mean: 0.25, max: 3 };
const manifest: Manifest = {
  format: "stratify-layers",
  version: 1,
  source: { name: "cup.jpg", width: 640, height: 480 },
  provider: { id: "local", name: "Local engine" },
  task: { kind: "split", keywords: ["red"] },
  jobs: [{ id: "1", keyword: "red" }],
  trimmed: true,
  layers: [
    {
      name: "remainder",
      role: "remainder",
      bounds: { x: 0, y: 0, width: 640, height: 480 },
      file: "remainder.png",
      mask: "remainder-mask.png",
    },
    {
      name: "red",
      role: "layer",
      bounds: { x: 10, y: 20, width: 30, height: 40 },
      file: "red.png",
      mask: "red-mask.png",
    },
  ],
  composites: [{ name: "finished", file: "finished.png", width: 640, height: 480 }],
  duplicates: [],
  unaligned: [],
  score: {
    ...difference,
    channels: { red: difference, green: difference, blue: difference, alpha: difference },
  },
};
const read = (changes: object) => readLayerList(JSON.stringify({ ...manifest, ...changes }));

test("lists what an export's manifest holds, bottom to top, finished pictures last", () => {
  expect(read({})).toEqual({
    source: "cup.jpg",
    size: { width: 640, height: 480 },
    trimmed: true,
    score: difference,
    layers: [
      {
        name: "remainder",
        role: "remainder",
        file: "remainder.png",
        bounds: { x: 0, y: 0, width: 640, height: 480 },
      },
      { name: "red", role: "layer", file: "red.png", bounds: { x: 10, y: 20, width: 30, height: 40 } },
      { name: "finished", role: "composite", file: "finished.png" },
    ],
  });
});

test.each(["../secret.png", "..", "a/../b.png", "a/..", "a/b/c.png", "a\\b.png", "/etc/passwd", ""])(
  "leaves out a layer whose file would lie outside the set: %j",
  (file) => {
    expect(read({ layers: [{ ...manifest.layers[1], file }] })?.layers.map(({ name }) => name)).toEqual([
      "finished",
    ]);
  },
);

test.each([
  ["text that is no JSON", "{"],
  ["JSON of something else", '{"name":"a web app"}'],
  ["a later version", JSON.stringify({ ...manifest, version: 2 })],
  [
    "a source without a size",
    JSON.stringify({ ...manifest, source: { name: "cup.jpg", width: 0, height: 480 } }),
  ],
  ["a list", "[]"],
])("takes %s for no layer set", (_, text) => {
  expect(readLayerList(text)).toBeUndefined();
});
