import { serviceFacts } from "@stratify/core/service-facts";
import { expect, it } from "vitest";
import { type OpenFile, openFile } from "../fake/open-file.ts";
import { photoIn, photosIn } from "./photos.ts";
import { makeResult } from "./scripted-window.ts";
import { runMain, startMain } from "./start-main.ts";

/** Ends a run of the plugin, and opens the file for the next. */
function closed(file: OpenFile, main: { end(): void }): OpenFile {
  file.user.closePlugin();
  main.end();
  return file.reopen();
}

it("opens its window with what is selected, top to bottom, and tells when that changes", async () => {
  const file = openFile();
  const [first, second] = await photosIn(file, "first", "second");
  if (!first || !second) throw new Error("two were asked for");
  file.user.select(second, first);
  const main = await runMain(file, "cutout");
  expect(file.figma.ui.shown).toMatchObject({
    html: "<p>the window</p>",
    themeColors: true,
    title: "Stratify",
  });
  const { command, selection, ...rest } = await main.ask("start", {});
  expect([command, rest]).toEqual(["cutout", {}]);
  expect(selection.units).toEqual([
    { id: first.id, name: "first", width: 80, height: 60 },
    { id: second.id, name: "second", width: 80, height: 60 },
  ]);
  file.user.select(second);
  await expect.poll(() => main.selections.at(-1)?.units.map(({ name }) => name)).toEqual(["second"]);
  file.user.openPage(file.pages[1]);
  await expect.poll(() => main.selections.at(-1)?.units).toEqual([]);
  main.end();
});

it("tells a selection that is dragged over many nodes in few messages, the last one as it is", async () => {
  const file = openFile();
  const photos = await photosIn(file, ...Array.from({ length: 30 }, (_, index) => `photo ${index}`));
  const main = await runMain(file, "split");
  for (let count = 1; count <= photos.length; count += 1) file.user.select(...photos.slice(0, count));
  await expect.poll(() => main.selections.at(-1)?.units.length).toBe(30);
  expect(main.selections.length).toBeLessThan(5);
  main.end();
});

it("starts by a quick action with what was typed", async () => {
  const file = openFile();
  file.user.select(await photoIn(file));
  const main = await runMain(file, "split", { keywords: "shoe, lace", provider: "claid" });
  expect(await main.ask("start", {})).toMatchObject({
    command: "split",
    keywords: "shoe, lace",
    provider: "claid",
    selection: { units: [{ name: "photo" }] },
  });
  main.end();
});

it("suggests while a quick action is typed: earlier keywords, and who can do the task", async () => {
  const file = openFile({ storage: new Map([["settings", { history: ["shoe", "Shadow", "tree"] }]]) });
  const before = file.text();
  const main = await startMain(file);
  const type = async (key: string, query: string) =>
    (await file.figma.parameters.type(key, query)).suggestions;
  expect(await type("keywords", "")).toEqual(["shoe", "Shadow", "tree"]);
  expect(await type("keywords", "sh")).toEqual(["sh", "shoe", "Shadow"]);
  expect(await type("keywords", "tree, sh")).toEqual(["tree, sh", "tree, shoe", "tree, Shadow"]);
  expect(await type("keywords", "shoe,")).toEqual(["shoe", "shoe, Shadow", "shoe, tree"]);
  for (const task of ["split", "replace-background"] as const) {
    const able = serviceFacts.filter(({ capabilities }) => capabilities.tasks.includes(task));
    const names = able.map(({ name }) => name);
    file.user.choose(task);
    expect(await type("provider", "")).toEqual(task === "split" ? ["Local engine", ...names] : names);
    for (const { id, name } of able) expect(await type("provider", id)).toContain(name);
  }
  expect(file.figma.ui.shown).toBeUndefined();
  expect(file.text()).toBe(before);
  main.end();
});

it("splits a result's source again, by the same keywords, or says that it is gone", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  const { placed } = await main.ask("place", { results: [await makeResult(main.ask, photo.id)] });
  const second = closed(file, main);
  expect(second.pages[0].selection.map(({ id }) => id)).toEqual([placed[0]?.frame]);
  const again = await runMain(second, "split-again");
  expect(await again.ask("start", {})).toMatchObject({
    command: "split-again",
    keywords: "disc, corner",
    provider: "claid",
    selection: { units: [{ id: photo.id }], refused: [] },
  });
  const third = closed(second, again);
  third.user.change(() => photo.remove());
  const gone = await runMain(third, "split-again");
  expect((await gone.ask("start", {})).selection).toMatchObject({
    units: [],
    refused: [{ id: placed[0]?.frame, code: "source-gone" }],
  });
  gone.end();
});

it("splits a layer further: the layer itself is what is split", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  await main.ask("place", { results: [await makeResult(main.ask, photo.id)] });
  const second = closed(file, main);
  const [result] = second.pages[0].selection;
  if (result?.type !== "FRAME") throw new Error("a result is a frame");
  const [, disc] = result.children;
  if (!disc) throw new Error("there is a disc");
  second.user.select(disc);
  const further = await runMain(second, "split-further");
  const { selection } = await further.ask("start", {});
  expect(selection.units).toMatchObject([{ id: disc.id, name: "disc" }]);
  const { placed } = await further.ask("place", { results: [await makeResult(further.ask, disc.id)] });
  expect(placed).toHaveLength(1);
  further.end();
});
