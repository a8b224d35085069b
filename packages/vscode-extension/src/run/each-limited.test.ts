import { expect, it } from "vitest";
import { eachLimited } from "./each-limited.ts";

it("never works on more than allowed, and keeps the order of the items", async () => {
  let now = 0;
  let most = 0;
  const results = await eachLimited([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++now);
    for (let turn = 0; turn < item; turn++) await Promise.resolve();
    now -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

it("does nothing without items, and something under a senseless limit", async () => {
  expect(await eachLimited([], 3, async () => 1)).toEqual([]);
  expect(await eachLimited([7], 0, async (item) => item)).toEqual([7]);
});

it("ends with the first failure", async () => {
  const work = async (item: number) => {
    if (item === 2) throw new Error("no");
    return item;
  };
  await expect(eachLimited([1, 2, 3], 1, work)).rejects.toThrow("no");
});
