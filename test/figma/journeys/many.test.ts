import { encodePng } from "@stratify/imaging";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { openFile } from "../fake/open-file.ts";
import { graphic } from "../pictures.ts";
import { openPlugin } from "./open-plugin.ts";
import { placedFrames } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("cuts out forty images in one run, and one undo takes them all back", async () => {
  const file = openFile();
  const bytes = await encodePng(graphic(90, 60));
  const photos = Array.from({ length: 40 }, (_, at) =>
    file.user.change(() => {
      const node = file.figma.createRectangle();
      node.name = `Photo ${at + 1}`;
      node.resize(90, 60);
      [node.x, node.y] = [300 * (at % 5), 100 * Math.floor(at / 5)];
      node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: file.figma.createImage(bytes).hash }];
      return node;
    }),
  );
  file.user.select(...photos);
  const before = file.text();
  const { ui, close, complaints } = await openPlugin(browser, file, "cutout");
  onTestFinished(close);
  await ui.getByText("40", { exact: true }).waitFor();
  await ui.getByRole("button", { name: "Cut out the subject" }).click();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByText("The layers of 40 images are in the file.").first().waitFor();
  expect(placedFrames(file)).toHaveLength(40);
  file.user.undo();
  expect(file.text()).toBe(before);
  expect(complaints).toEqual([]);
});
