import { expect, it, onTestFinished, vi } from "vitest";
import { FakeFrame } from "../fake/nodes/fake-frame.ts";
import type { FakeRectangle } from "../fake/nodes/fake-shape.ts";
import { type OpenFile, openFile } from "../fake/open-file.ts";
import { drawings } from "./kinds/drawings.ts";
import { makeKind } from "./kinds/make-kind.ts";
import { photoIn, photosIn } from "./photos.ts";
import { frameOf, recomposition } from "./recompose.ts";
import { makeResult } from "./scripted-window.ts";
import { runMain } from "./start-main.ts";

/** Takes a photograph's picture, lets the user do something while the service works, and places the result. */
async function placeAfter(act: (file: OpenFile, photo: FakeRectangle) => void) {
  const file = openFile();
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  const result = await makeResult(main.ask, photo.id);
  act(file, photo);
  const { placed, refused } = await main.ask("place", { results: [result] });
  expect(refused).toEqual([]);
  main.end();
  return { file, photo, frame: await frameOf(file, placed[0]?.frame ?? ""), note: placed[0]?.note };
}

it("places on the page where the user started, and leaves them where they are", async () => {
  const { file, frame, note } = await placeAfter(({ user, pages }) => user.openPage(pages[1]));
  expect(frame.parent).toBe(file.pages[0]);
  expect(file.figma.currentPage).toBe(file.pages[1]);
  expect(file.pages[1].children).toEqual([]);
  expect(file.figma.viewport.center).toEqual({ x: 0, y: 0 });
  expect(note).toEqual({ code: "other-page", text: "The layers of “photo” are on the page “Page 1”." });
});

it("places beside a node that was moved and turned", async () => {
  const { photo, frame, note } = await placeAfter(({ user }, photo) =>
    user.change(() => {
      [photo.x, photo.y, photo.rotation] = [700, 900, 90];
    }),
  );
  expect(note?.code).toBe("moved");
  expect(Math.round(frame.rotation)).toBe(90);
  expect(frame.absoluteBoundingBox.y).toBe(photo.absoluteBoundingBox.y);
  expect(frame.absoluteBoundingBox.x).toBeGreaterThan(photo.absoluteBoundingBox.x + 60);
  expect(await recomposition(photo, frame)).toBeLessThan(0.01);
});

it("shows a node that was resized or got another picture as it was, and says so", async () => {
  const { photo, frame, note } = await placeAfter(({ user }, photo) =>
    user.change(() => {
      photo.fills = [{ type: "SOLID", color: { r: 1, g: 0, b: 0 } }];
      photo.resize(300, 300);
    }),
  );
  expect(note).toMatchObject({ code: "changed", text: expect.stringContaining("“photo”") });
  expect([frame.width, frame.height]).toEqual([80, 60]);
  expect(frame.x).toBeGreaterThan(photo.x + photo.width);
});

it("places where a node was that is gone, and says so", async () => {
  const { frame, note } = await placeAfter(({ user }, photo) => user.change(() => photo.remove()));
  expect(note?.code).toBe("gone");
  expect([frame.x, frame.y, frame.children.length]).toEqual([120, 0, 3]);
});

it("places where a node was that went to another page", async () => {
  const { file, frame, note } = await placeAfter(({ user, pages }, photo) =>
    user.change(() => pages[1].appendChild(photo)),
  );
  expect(note?.code).toBe("gone");
  expect(frame.parent).toBe(file.pages[0]);
  expect([frame.x, frame.y]).toEqual([120, 0]);
});

it("places beside a node that was moved, also what was drawn of all around it", async () => {
  const file = openFile();
  const kind = drawings["a node with a shadow"];
  if (!kind) throw new Error("there is such a kind");
  const node = await makeKind(file, kind);
  const main = await runMain(file, "split");
  const result = await makeResult(main.ask, node.id);
  file.user.change(() => {
    [node.x, node.y] = [node.x + 300, node.y - 70];
  });
  const { placed } = await main.ask("place", { results: [result] });
  expect(placed).toMatchObject([{ note: { code: "moved" } }]);
  expect(await recomposition(node, await frameOf(file, placed[0]?.frame ?? ""))).toBeLessThan(0.01);
  main.end();
});

it("leaves no copy behind when it is closed while it draws one", async () => {
  const file = openFile();
  const kind = drawings["a see-through frame between pixels"];
  if (!kind) throw new Error("there is such a kind");
  const node = await makeKind(file, kind);
  const text = file.text();
  const main = await runMain(file, "split");
  // A large frame takes Figma a while.
  const drawing = vi.spyOn(FakeFrame.prototype, "exportAsync").mockReturnValue(new Promise(() => {}));
  onTestFinished(() => drawing.mockRestore());
  void main.ask("export", { unit: node.id });
  await expect.poll(() => file.pages[0].children.length).toBe(2);
  file.user.closePlugin();
  expect(file.text()).toBe(text);
  main.end();
});

it("says which node is gone before its picture was taken", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  file.user.change(() => photo.remove());
  await expect(main.ask("export", { unit: photo.id })).rejects.toMatchObject({ code: "gone" });
  main.end();
});

it("sees at the last moment that a node went while others were looked for", async () => {
  const file = openFile();
  const [first, second] = await photosIn(file, "first", "second");
  if (!first || !second) throw new Error("two were asked for");
  const main = await runMain(file, "split");
  const results = [await makeResult(main.ask, first.id), await makeResult(main.ask, second.id)];
  const find = file.figma.getNodeByIdAsync.bind(file.figma);
  file.figma.getNodeByIdAsync = async (id) => {
    if (id === second.id) file.user.change(() => first.remove());
    return find(id);
  };
  const { placed, refused } = await main.ask("place", { results });
  expect(refused).toEqual([]);
  expect(placed).toMatchObject([{ note: { code: "gone" } }, { plan: results[1]?.plan }]);
  main.end();
});
