import { encodePng } from "@stratify/imaging";
import { expect, it } from "vitest";
import { type OpenFile, openFile } from "../fake/open-file.ts";
import { noise } from "../pictures.ts";
import { frameOf, recomposition } from "./recompose.ts";
import { makeResult } from "./scripted-window.ts";
import { runMain } from "./start-main.ts";

async function photo(file: OpenFile, width = 80, height = 60) {
  const bytes = await encodePng(noise(width, height));
  return file.user.change(() => {
    const node = file.figma.createRectangle();
    node.resize(width, height);
    node.name = "photo";
    node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: file.figma.createImage(bytes).hash }];
    return node;
  });
}

it("places a photograph", async () => {
  const file = openFile();
  const node = await photo(file);
  const main = await runMain(file, "split");
  const result = await makeResult(main.ask, node.id);
  const { placed, refused } = await main.ask("place", { results: [result] });
  expect(refused).toEqual([]);
  const frame = await frameOf(file, placed[0]?.frame ?? "");
  expect(frame.children.map(({ name }) => name)).toEqual(["remainder", "disc", "corner"]);
  expect(await recomposition(node, frame)).toBeLessThan(0.01);
  main.end();
});
