import { expect, it } from "vitest";
import { startThreads, takeThread } from "./compute-threads.ts";

it("counts the threads that run, and hands out no more", async () => {
  const answers = [
    Promise.resolve({ id: 1 }),
    Promise.reject(new Error("blocked")),
    Promise.resolve({ id: 2 }),
  ];
  expect(await startThreads(3, () => answers.shift() ?? Promise.reject(new Error("too many")))).toBe(2);
  expect([takeThread(), takeThread()]).toEqual([{ id: 2 }, { id: 1 }]);
  expect(() => takeThread()).toThrow("more threads");
});
