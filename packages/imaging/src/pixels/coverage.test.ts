import { expect, it } from "vitest";
import { coverage } from "./coverage.ts";

it("measures how much of a picture a mask holds", () => {
  const of = (...data: number[]) => coverage({ width: data.length, height: 1, data: Uint8Array.from(data) });
  expect([of(0, 0), of(255, 255, 255), of(255, 0, 0, 0), of()]).toEqual([0, 1, 0.25, 0]);
});
