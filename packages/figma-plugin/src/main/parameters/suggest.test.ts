import { expect, it } from "vitest";
import { suggestKeywords, suggestProviders } from "./suggest.ts";

const names = (suggestions: readonly { name: string }[]) => suggestions.map(({ name }) => name);
const history = ["shoe", "Shadow", "tree", "shoelace"];

it("goes on with what was used before, and keeps what is typed first", () => {
  expect(names(suggestKeywords("sho", history))).toEqual(["sho", "shoe", "shoelace"]);
  expect(names(suggestKeywords(" tree ,SH", history))).toEqual([
    "tree, SH",
    "tree, shoe",
    "tree, Shadow",
    "tree, shoelace",
  ]);
});

it("suggests nothing twice, and at most eight", () => {
  expect(names(suggestKeywords("shoe, shoe", history))).toEqual(["shoe, shoe", "shoe, shoelace"]);
  const many = Array.from({ length: 20 }, (_, index) => `word ${index}`);
  expect(suggestKeywords("", many)).toHaveLength(8);
});

it("gives services by their ids, and only those that have the task", () => {
  expect(suggestProviders("", "cutout")).toEqual([
    { name: "Local engine", data: "local" },
    { name: "AetherForge AI", data: "aetherforge" },
    { name: "Claid.ai", data: "claid" },
    { name: "HitPaw", data: "hitpaw" },
  ]);
  expect(suggestProviders(" HIT", "cutout")).toEqual([{ name: "HitPaw", data: "hitpaw" }]);
  expect(suggestProviders("hit", "split")).toEqual([]);
  expect(suggestProviders("", "")).toHaveLength(5);
});
