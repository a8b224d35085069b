import { expect, it } from "vitest";
import { memoryHistory, type SavedHistory } from "./history.ts";

it("remembers the latest thirty durations of each kind of job", () => {
  const history = memoryHistory({ version: 2, durations: { "claid/cutout": [1, 2] } });
  for (let ms = 3; ms <= 40; ms++) history.add("claid/cutout", ms);
  history.add("hitpaw/cutout", 9);
  expect(history.durations("claid/cutout")).toEqual(Array.from({ length: 30 }, (_, index) => index + 11));
  expect(history.durations("hitpaw/cutout")).toEqual([9]);
  expect(history.durations("figur/replace-background")).toEqual([]);
});

it("is the same again after it was saved as JSON and loaded", () => {
  const saves: SavedHistory[] = [];
  const history = memoryHistory(undefined, (saved) => saves.push(saved));
  history.add("claid/cutout", 8200);
  history.add("claid/split", 900);
  const loaded = memoryHistory(JSON.parse(JSON.stringify(history)));
  expect(loaded.durations("claid/cutout")).toEqual([8200]);
  expect(loaded.toJSON()).toEqual(history.toJSON());
  expect(saves.at(-1)).toEqual(history.toJSON());
  expect(saves).toHaveLength(2);
});

it("does not take the seconds of an older version for milliseconds", () => {
  expect(memoryHistory({ "claid/cutout": [8, 9, 10, 11, 12] }).durations("claid/cutout")).toEqual([]);
});

it.each([null, 7, "text", [], { version: 3, durations: { a: [1] } }, { version: 2, durations: [[1]] }])(
  "begins empty from what is no saved history: %j",
  (saved) => {
    expect(memoryHistory(saved).durations("a")).toEqual([]);
  },
);

it("leaves out what is no duration, and no more than it remembers", () => {
  const list = [-1, null, "5", Number.POSITIVE_INFINITY, ...Array.from({ length: 40 }, (_, index) => index)];
  const { durations } = memoryHistory({ version: 2, durations: { a: list, b: "soon" } });
  expect(durations("a")).toEqual(Array.from({ length: 30 }, (_, index) => index + 10));
  expect(durations("b")).toEqual([]);
});
