import type { TaskKind } from "@stratify/core";
import { serviceFacts } from "@stratify/core/service-facts";
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

it("gives providers by their ids, and only those that have the task", () => {
  const able = (task: TaskKind) =>
    serviceFacts.filter(({ capabilities }) => capabilities.tasks.includes(task));
  const asked = ({ id, name }: { id: string; name: string }) => ({ name, data: id });
  const local = { name: "Local engine", data: "local" };
  expect(suggestProviders("", "cutout")).toEqual([local, ...able("cutout").map(asked)]);
  expect(suggestProviders("", "replace-background")).toEqual(able("replace-background").map(asked));
  for (const facts of able("cutout"))
    expect(suggestProviders(` ${facts.name.toUpperCase().slice(0, 4)}`, "cutout")).toContainEqual(
      asked(facts),
    );
  expect(suggestProviders("loc", "replace-background")).toEqual([]);
  expect(suggestProviders("", "")).toEqual([local, ...serviceFacts.map(asked)]);
});
