import { encodePng } from "@stratify/imaging";
import { expect, it } from "vitest";
import { FakeGroup } from "../fake/nodes/fake-group.ts";
import { FakeRectangle } from "../fake/nodes/fake-shape.ts";
import { openFile } from "../fake/open-file.ts";
import { noise } from "../pictures.ts";
import { photoIn, photosIn } from "./photos.ts";
import { frameOf } from "./recompose.ts";
import { makeResult } from "./scripted-window.ts";
import { runMain } from "./start-main.ts";

it("is a frame beside its source, with named layers, the remainder at the bottom", async () => {
  const file = openFile();
  const photo = await photoIn(file, "hero");
  const main = await runMain(file, "split");
  const { placed } = await main.ask("place", { results: [await makeResult(main.ask, photo.id)] });
  const frame = await frameOf(file, placed[0]?.frame ?? "");
  expect(frame).toMatchObject({ name: "hero layers", x: 120, y: 0, width: 80, height: 60, fills: [] });
  expect(frame.parent).toBe(file.pages[0]);
  expect(frame.children.map(({ name, type }) => [name, type])).toEqual([
    ["remainder", "RECTANGLE"],
    ["disc", "RECTANGLE"],
    ["corner", "RECTANGLE"],
  ]);
  for (const node of [frame, ...frame.children]) expect(node.targetAspectRatio).not.toBeNull();
  expect(frame.getRelaunchData()).toEqual({ "split-again": "disc, corner · claid" });
  expect(frame.children[1]?.getRelaunchData()).toEqual({ "split-further": "" });
  main.end();
});

it("keeps masks beside images where they are to be edited", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  const { placed } = await main.ask("place", { results: [await makeResult(main.ask, photo.id, "masked")] });
  const frame = await frameOf(file, placed[0]?.frame ?? "");
  const disc = frame.children[1];
  if (!(disc instanceof FakeGroup)) throw new Error("a mask and its image are a group");
  expect(disc.name).toBe("disc");
  expect(disc.children.map(({ name, isMask }) => [name, isMask])).toEqual([
    ["Mask", true],
    ["disc", false],
  ]);
  expect(disc.children[0]?.maskType).toBe("LUMINANCE");
  main.end();
});

it("cuts a layer into tiles where it is larger than Figma's images", async () => {
  const file = openFile();
  const wide = file.user.change(() => {
    const frame = file.figma.createFrame();
    frame.resize(9000, 10);
    return frame;
  });
  const main = await runMain(file, "split");
  const { placed } = await main.ask("place", { results: [await makeResult(main.ask, wide.id)] });
  const [remainder] = (await frameOf(file, placed[0]?.frame ?? "")).children;
  if (!(remainder instanceof FakeGroup)) throw new Error("tiles are a group");
  expect(remainder.children.map(({ name, x, width }) => [name, x, width])).toEqual([
    ["remainder 1", 0, 3000],
    ["remainder 2", 3000, 3000],
    ["remainder 3", 6000, 3000],
  ]);
  expect(remainder.children.every((tile) => tile instanceof FakeRectangle)).toBe(true);
  main.end();
});

it("lies on nothing: many at once find room each, in one step", async () => {
  const file = openFile();
  const photos = await photosIn(file, ...Array.from({ length: 40 }, (_, index) => `photo ${index}`));
  const main = await runMain(file, "split");
  const results = [];
  for (const { id } of photos) results.push(await makeResult(main.ask, id));
  const steps = file.steps();
  const { placed } = await main.ask("place", { results });
  expect(placed).toHaveLength(40);
  expect(file.steps()).toBe(steps + 1);
  const boxes = file.pages[0].children.map((node) => node.absoluteBoundingBox);
  const overlaps = boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => Math.abs(one.x - other.x) < 80 && Math.abs(one.y - other.y) < 60),
  );
  expect(overlaps).toEqual([]);
  main.end();
});

it("stays out of an auto layout, whose children stay where they are", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const row = file.user.change(() => {
    const frame = file.figma.createFrame();
    [frame.x, frame.y] = [500, 300];
    frame.layoutMode = "HORIZONTAL";
    frame.appendChild(photo);
    frame.appendChild(file.figma.createRectangle());
    return frame;
  });
  const main = await runMain(file, "split");
  const { placed } = await main.ask("place", { results: [await makeResult(main.ask, photo.id)] });
  const frame = await frameOf(file, placed[0]?.frame ?? "");
  expect(row.children).toHaveLength(2);
  expect(row.children[1]?.x).toBe(80);
  expect(frame.parent).toBe(file.pages[0]);
  expect([frame.x, frame.y]).toEqual([640, 300]);
  main.end();
});

it("is selected, and comes into view only for who does not see it", async () => {
  const file = openFile();
  const [near, far] = await photosIn(file, "near", "far");
  if (!near || !far) throw new Error("two were asked for");
  const main = await runMain(file, "split");
  const first = await main.ask("place", { results: [await makeResult(main.ask, near.id)] });
  expect(file.pages[0].selection.map(({ id }) => id)).toEqual([first.placed[0]?.frame]);
  expect(file.figma.viewport.center).toEqual({ x: 0, y: 0 });
  file.user.change(() => {
    far.x = 5000;
  });
  await main.ask("place", { results: [await makeResult(main.ask, far.id)] });
  const { x, width } = file.figma.viewport.bounds;
  expect([x <= 5000, x + width >= 5200]).toEqual([true, true]);
  main.end();
});

it("leaves nothing of a layer that fails, and keeps the others", async () => {
  const file = openFile();
  const [good, bad] = await photosIn(file, "good", "bad");
  if (!good || !bad) throw new Error("two were asked for");
  const main = await runMain(file, "split");
  const results = [await makeResult(main.ask, bad.id), await makeResult(main.ask, good.id)];
  const broken = results.map((result, index) =>
    index > 0
      ? result
      : {
          ...result,
          layers: result.layers.map((layer, at) =>
            at < 2 ? layer : { ...layer, tiles: layer.tiles.map((tile) => ({ ...tile, image: "nothing" })) },
          ),
        },
  );
  const { placed, refused } = await main.ask("place", { results: broken });
  expect(refused).toMatchObject([
    { plan: broken[0]?.plan, code: "no-image", text: expect.stringContaining("corner") },
  ]);
  expect(placed).toMatchObject([{ plan: broken[1]?.plan }]);
  expect(file.pages[0].children.map(({ name }) => name)).toEqual(["good", "bad", "good layers"]);
  const before = file.steps();
  const none = await main.ask("place", { results: broken.slice(0, 1) });
  expect([none.placed, file.steps()]).toEqual([[], before]);
  main.end();
});

it("takes no image that Figma would not take", async () => {
  const file = openFile();
  const main = await runMain(file, "split");
  const bytes = await encodePng(noise(4097, 1));
  await expect(main.ask("add-image", { bytes })).rejects.toMatchObject({
    code: "bad-image",
    message: expect.stringContaining("4096"),
  });
  main.end();
});
