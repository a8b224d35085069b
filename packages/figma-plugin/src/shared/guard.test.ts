import { expect, it } from "vitest";
import {
  bytes,
  either,
  finite,
  list,
  oneOf,
  optional,
  pair,
  quadruple,
  shape,
  text,
  triple,
  truth,
} from "./guard.ts";

it("tells simple values", () => {
  expect([text(""), text(1), truth(false), truth(0), bytes(new Uint8Array()), bytes([])]).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
  ]);
  expect([finite(0), finite(Number.NaN), finite(Number.POSITIVE_INFINITY), finite("1")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([
    oneOf("a", "b")("a"),
    oneOf("a", "b")("c"),
    either(text, finite)(1),
    either(text, finite)(null),
  ]).toEqual([true, false, true, false]);
});

it("counts the parts of arrays", () => {
  expect([list(text)([]), list(text)(["a", 1]), list(text)("a")]).toEqual([true, false, false]);
  expect([
    pair(finite)([1, 2]),
    pair(finite)([1]),
    triple(finite)([1, 2, 3]),
    quadruple(finite)([1, 2, 3]),
  ]).toEqual([true, false, true, false]);
});

it("wants every field of a shape that is not optional, and lets others be", () => {
  const person = shape({ name: text, age: optional(finite) });
  expect([person({ name: "A" }), person({ name: "A", age: 3, more: true })]).toEqual([true, true]);
  expect([
    person({ age: 3 }),
    person({ name: "A", age: "3" }),
    person(null),
    person([]),
    person("A"),
  ]).toEqual(Array(5).fill(false));
});
