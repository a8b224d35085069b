import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { findNode } from "./find-node.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("gives up on a node for which Figma never answers, after five seconds", async () => {
  const found = findNode({ getNodeByIdAsync: () => new Promise(() => {}) }, "1:2");
  const settled = vi.fn();
  found.then(settled);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(settled).toHaveBeenCalledWith(undefined);
});

it("leaves no timer behind when Figma answers or refuses", async () => {
  expect(await findNode({ getNodeByIdAsync: async () => null }, "1:2")).toBeUndefined();
  const refusing = { getNodeByIdAsync: () => Promise.reject(new Error("no")) };
  await expect(findNode(refusing, "1:2")).rejects.toThrow("no");
  expect(vi.getTimerCount()).toBe(0);
});
