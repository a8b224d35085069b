import { expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

const file = (length: number, from = length) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >= from ? 1 : 0)) & 255);

it("is the same for the same bytes, and another for others", () => {
  expect(fingerprint(file(1000))).toBe(fingerprint(file(1000)));
  expect(fingerprint(file(1000))).not.toBe(fingerprint(file(1000, 999)));
  expect(fingerprint(file(1000))).not.toBe(fingerprint(file(1001)));
});

it("finds that a large file's rest is another, without looking at all of it", () => {
  expect(fingerprint(file(3_000_000))).not.toBe(fingerprint(file(3_000_000, 2_999_000)));
});
