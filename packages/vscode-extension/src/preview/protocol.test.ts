import { expect, test } from "vitest";
import { isToHost, isToPage, type Shown } from "./protocol.ts";
import { stringNames } from "./string-names.ts";

const strings = Object.fromEntries(stringNames.map((name) => [name, name]));
const shown: Shown = {
  title: "cup.jpg",
  origin: "{}",
  size: { width: 4, height: 3 },
  layers: [
    { name: "cup", role: "layer", about: "Layer", url: "u", bounds: { x: 0, y: 0, width: 2, height: 2 } },
  ],
};
const show = (changes: object) => ({ type: "show", strings, shown: { ...shown, ...changes } });

test("the page takes what the extension sends", () => {
  expect(isToPage(show({}))).toBe(true);
  expect(isToPage(show({ source: "s", score: "exact" }))).toBe(true);
});

test.each([
  ["no layers", show({ layers: undefined })],
  ["a role that it does not know", show({ layers: [{ ...shown.layers[0], role: "banana" }] })],
  [
    "bounds without a size",
    show({ layers: [{ ...shown.layers[0], bounds: { x: 0, y: 0, width: 0, height: 2 } }] }),
  ],
  ["an address that is no text", show({ source: 3 })],
  ["half the words", { ...show({}), strings: { view: "View" } }],
  ["another message", { type: "hide" }],
  ["nothing", null],
])("the page takes no message with %s", (_, message) => {
  expect(isToPage(message)).toBe(false);
});

test("the extension takes what the page sends, and nothing else", () => {
  for (const message of [{ type: "ready" }, { type: "open", layer: 2 }, { type: "broken", layer: "source" }])
    expect(isToHost(message)).toBe(true);
  for (const message of [
    undefined,
    "ready",
    { type: "open" },
    { type: "open", layer: -1 },
    { type: "run", layer: 1 },
  ])
    expect(isToHost(message)).toBe(false);
});
