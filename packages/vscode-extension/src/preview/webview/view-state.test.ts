import { expect, test } from "vitest";
import type { Shown } from "../protocol.ts";
import { firstState, restoredState } from "./view-state.ts";

const layer = (name: string, role: "layer" | "remainder" | "cutout") => ({
  name,
  role,
  about: "",
  url: name,
});
const split: Shown = {
  title: "cup.jpg",
  origin: "one",
  source: "cup.jpg",
  layers: [layer("remainder", "remainder"), layer("cup", "layer"), layer("spoon", "layer")],
};

test("first shows what was taken out, without what is left", () => {
  expect(firstState(split)).toMatchObject({ mode: "layers", visible: [1, 2], sourceVisible: false });
});

test("first compares a single cut-out with its source", () => {
  expect(firstState({ ...split, layers: [layer("cup", "cutout")] })).toMatchObject({
    mode: "compare",
    visible: [0],
  });
});

test("without a source there is nothing to compare with", () => {
  const { source: _, ...lost } = split;
  expect(firstState({ ...lost, layers: [layer("cup", "cutout")] }).mode).toBe("layers");
});

test("takes up what a person had chosen", () => {
  const chosen = {
    ...firstState(split),
    mode: "sides",
    visible: [2],
    masks: true,
    look: { x: 1, y: 2, zoom: 3 },
  };
  expect(restoredState(JSON.parse(JSON.stringify(chosen)), split)).toEqual(chosen);
});

test("does not take one picture's choices for another", () => {
  expect(restoredState({ ...firstState(split), origin: "other", masks: true }, split).masks).toBe(false);
});

test("leaves out choices that make no sense", () => {
  const odd = {
    origin: "one",
    mode: "x",
    visible: [9, "1"],
    backdrop: 1,
    color: "red;}",
    divider: 7,
    look: { x: 0 },
  };
  expect(restoredState(odd, split)).toEqual({ ...firstState(split), visible: [] });
  expect(restoredState("garbage", split)).toEqual(firstState(split));
});
