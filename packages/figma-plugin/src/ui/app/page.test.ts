import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { taskNames } from "../providers/provider-facts.ts";

it("shows, before any code runs, the tabs that the window will have", async () => {
  const page = await readFile(new URL("../page.html", import.meta.url), "utf8");
  const tabs = [...page.matchAll(/<button[^>]*>([^<]+)<\/button>/g)].map(([, words]) => words);
  expect(tabs).toEqual(Object.values(taskNames));
});
