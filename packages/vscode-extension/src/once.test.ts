import { expect, it } from "vitest";
import { once } from "./once.ts";

it("makes a value at the first call, and no other", async () => {
  let made = 0;
  const get = once(async () => ++made);
  expect(made).toBe(0);
  expect(await Promise.all([get(), get()])).toEqual([1, 1]);
});

it("tries again after a failure", async () => {
  let calls = 0;
  const get = once(async () => {
    if (++calls === 1) throw new Error("not yet");
    return calls;
  });
  await expect(get()).rejects.toThrow("not yet");
  expect(await get()).toBe(2);
});
