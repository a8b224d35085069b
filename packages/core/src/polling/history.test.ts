import { expect, it } from "vitest";
import { memoryHistory } from "./history.ts";

it("remembers the latest thirty durations of each kind of job", () => {
  const history = memoryHistory({ "claid/cutout": [1, 2] });
  for (let seconds = 3; seconds <= 40; seconds++) history.add("claid/cutout", seconds);
  history.add("hitpaw/cutout", 9);
  expect(history.durations("claid/cutout")).toEqual(Array.from({ length: 30 }, (_, index) => index + 11));
  expect(history.durations("hitpaw/cutout")).toEqual([9]);
  expect(history.durations("figur/replace-background")).toEqual([]);
});
