import { expect, it } from "vitest";
import type { MadeLayer, MadeSet } from "../run/make-set.ts";
import { draftOf, keep, move, rename } from "./draft-set.ts";

const layer = (name: string, role: MadeLayer["role"]): MadeLayer => ({ name, role, tiles: [] });
const made = (...layers: MadeLayer[]): MadeSet => ({ width: 10, height: 10, layers, remarks: [] });
const split = draftOf(made(layer("remainder", "remainder"), layer("cup", "layer"), layer("spoon", "layer")));
const namesOf = (set: typeof split) => set.layers.map(({ name }) => name);

it("places all that a split gave, and of a cut-out no more than that", () => {
  expect(split.layers.map(({ kept }) => kept)).toEqual([true, true, true]);
  const cut = draftOf(made(layer("remainder", "remainder"), layer("cutout", "cutout")));
  expect(cut.layers.map(({ kept }) => kept)).toEqual([false, true]);
});

it("names, but never with nothing", () => {
  expect(namesOf(rename(split, "1", "  Mug "))).toEqual(["remainder", "Mug", "spoon"]);
  expect(rename(split, "1", "  ")).toBe(split);
});

it("orders, as far as there is room", () => {
  expect(namesOf(move(split, "1", 1))).toEqual(["remainder", "spoon", "cup"]);
  expect(namesOf(move(split, "1", -1))).toEqual(["cup", "remainder", "spoon"]);
  expect(move(split, "2", 1)).toBe(split);
  expect(move(split, "0", -1)).toBe(split);
});

it("drops and takes back", () => {
  const dropped = keep(split, "0", false);
  expect(dropped.layers[0]?.kept).toBe(false);
  expect(keep(dropped, "0", true)).toEqual(split);
});
