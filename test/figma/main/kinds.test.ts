import { describe, expect, it } from "vitest";
import type { AnyScene } from "../fake/nodes/any-node.ts";
import { type OpenFile, openFile } from "../fake/open-file.ts";
import { drawings } from "./kinds/drawings.ts";
import { fine } from "./kinds/fine-pictures.ts";
import { makeKind } from "./kinds/make-kind.ts";
import { plainImages } from "./kinds/plain-images.ts";
import { refusals } from "./kinds/refusals.ts";
import { originals } from "./originals.ts";
import { frameOf, recomposition } from "./recompose.ts";
import { resultOf, type Style } from "./scripted-window.ts";
import { runMain } from "./start-main.ts";

/** Selects a node, splits it, and says how far the layers are from it; all else must be as it was. */
async function splits(
  file: OpenFile,
  node: AnyScene,
  style: Style,
  scale = 1,
): Promise<{ difference: number; original: boolean }> {
  file.user.select(node);
  const [before, text, steps] = [originals(file), file.text(), file.steps()];
  const main = await runMain(file, "split");
  const { selection } = await main.ask("start", {});
  expect(selection).toMatchObject({ units: [{ id: node.id, name: node.name }], refused: [] });
  const exported = await main.ask("export", { unit: node.id });
  const result = await resultOf(main.ask, exported, style);
  expect(file.text()).toBe(text);
  const answer = await main.ask("place", { results: [result] });
  expect(answer).toMatchObject({ placed: [{ plan: result.plan }], refused: [] });
  const frame = await frameOf(file, answer.placed[0]?.frame ?? "");

  expect(originals(file, before)).toEqual(before);
  expect(file.steps()).toBe(steps + 1);
  const difference = await recomposition(node, frame, scale);
  main.end();
  file.user.closePlugin();
  file.user.undo();
  expect(file.text()).toBe(text);
  return { difference, original: exported.original };
}

describe("of plain images the uploaded file is taken, and its layers add up to what shows", () => {
  it.each(Object.entries(plainImages))("%s", async (_, kind) => {
    const file = openFile();
    const { difference, original } = await splits(file, await makeKind(file, kind), "cut");
    expect(original).toBe(true);
    expect(difference).toBeLessThan(2);
  });
});

describe("all else is drawn, and its layers add up to what shows", () => {
  it.each(Object.entries(drawings))("%s", async (_, kind) => {
    const file = openFile();
    const { difference, original } = await splits(file, await makeKind(file, kind), "cut");
    expect(original).toBe(false);
    expect(difference).toBeLessThan(2);
  });
});

describe("with masks that can be edited the layers add up too", () => {
  it.each(Object.entries({ ...plainImages, ...drawings }))("%s", async (_, kind) => {
    const file = openFile();
    const { difference } = await splits(file, await makeKind(file, kind), "masked");
    expect(difference).toBeLessThan(2);
  });
});

describe("pictures keep their resolution, by themselves and in what is drawn", () => {
  it.each(Object.entries(fine))("%s", async (_, kind) => {
    const file = openFile();
    const { difference } = await splits(file, await makeKind(file, kind), "cut", 2);
    expect(difference).toBeLessThan(0.01);
  });
});

describe("what can't be split is named with the reason", () => {
  it.each(Object.entries(refusals))("%s", async (_, [code, kind]) => {
    const file = openFile();
    const node = await makeKind(file, kind);
    file.user.select(node);
    const main = await runMain(file, "split");
    const { selection } = await main.ask("start", {});
    const text = expect.stringContaining(`“${node.name}”`);
    expect(selection).toEqual({ units: [], refused: [{ id: node.id, name: node.name, code, text }] });
    await expect(main.ask("export", { unit: node.id })).rejects.toMatchObject({ code });
    main.end();
  });
});
