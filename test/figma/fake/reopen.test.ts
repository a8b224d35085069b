import { expect, it } from "vitest";
import { openFile } from "./open-file.ts";

it("opens again with what the document and the device kept, and tells the new run only", async () => {
  const first = openFile();
  const told: string[] = [];
  first.figma.on("selectionchange", () => told.push("first"));
  const node = first.user.change(() => first.figma.createRectangle());
  await first.figma.clientStorage.setAsync("key", "value");
  expect(() => first.reopen()).toThrow("still runs");
  first.user.closePlugin();
  const second = first.reopen();
  second.figma.on("selectionchange", () => told.push("second"));
  second.user.select(node);
  expect(told).toEqual(["second"]);
  expect(second.figma.currentPage.children).toEqual([node]);
  expect(await second.figma.clientStorage.getAsync("key")).toBe("value");
  expect(second.figma.ui.shown).toBeUndefined();
  second.user.undo();
  expect(node.removed).toBe(true);
});
