import { encodePng } from "@stratify/imaging";
import { expect, it } from "vitest";
import type { AskMain } from "../../../packages/figma-plugin/src/shared/ask-main.ts";
import { type OpenFile, openFile } from "../fake/open-file.ts";
import { noise } from "../pictures.ts";
import { photoIn } from "./photos.ts";
import { frameOf, recomposition } from "./recompose.ts";
import { about, resultOf } from "./scripted-window.ts";
import { runMain } from "./start-main.ts";

const job = { handles: [{ id: "a1", provider: "claid" }] };

/** Keeps a job of a photograph, closes the plugin, and opens the file for another run. */
async function leaveJob() {
  const before = openFile();
  const photo = await photoIn(before);
  const main = await runMain(before, "split");
  const { plan } = await main.ask("export", { unit: photo.id });
  await main.ask("journal-write", { id: "one", plan, about, job });
  before.user.closePlugin();
  main.end();
  return { file: before.reopen(), photo };
}

const jobsOf = async (ask: AskMain) => (await ask("journal-list", {})).jobs;

it("keeps jobs until they are placed, and takes them up after the plugin was closed", async () => {
  const { file, photo } = await leaveJob();
  const main = await runMain(file, "resume");
  const jobs = await jobsOf(main.ask);
  expect(jobs).toMatchObject([{ id: "one", name: "photo", state: "ready", about, job }]);
  const again = await main.ask("export-saved", { id: "one" });
  const { placed } = await main.ask("place", { results: [await resultOf(main.ask, again)] });
  const frame = await frameOf(file, placed[0]?.frame ?? "");
  expect(await recomposition(photo, frame)).toBeLessThan(0.01);
  await main.ask("journal-remove", { id: "one" });
  expect(await jobsOf(main.ask)).toEqual([]);
  main.end();
});

it("places a kept job by its old plan too", async () => {
  const { file } = await leaveJob();
  const main = await runMain(file, "resume");
  const [kept] = await jobsOf(main.ask);
  const { bytes } = await main.ask("export-saved", { id: "one" });
  const result = await resultOf(main.ask, { plan: kept?.plan ?? "", bytes });
  expect((await main.ask("place", { results: [result] })).placed).toHaveLength(1);
  main.end();
});

it("places beside a node that was moved since", async () => {
  const { file, photo } = await leaveJob();
  file.user.change(() => {
    photo.y = 777;
  });
  const main = await runMain(file, "resume");
  expect(await jobsOf(main.ask)).toMatchObject([
    { state: "moved", text: expect.stringContaining("was moved") },
  ]);
  const again = await main.ask("export-saved", { id: "one" });
  const { placed } = await main.ask("place", { results: [await resultOf(main.ask, again)] });
  expect((await frameOf(file, placed[0]?.frame ?? "")).y).toBe(777);
  main.end();
});

it.each([
  ["gone", (file: OpenFile) => file.pages[0].children[0]?.remove()],
  [
    "changed",
    (file: OpenFile) => {
      const [photo] = file.pages[0].children;
      if (photo?.type === "RECTANGLE") photo.fills = [{ type: "SOLID", color: { r: 1, g: 0, b: 0 } }];
    },
  ],
] as const)("says that a node is %s, and takes no picture of it", async (state, act) => {
  const { file } = await leaveJob();
  file.user.change(() => void act(file));
  const main = await runMain(file, "resume");
  const [kept] = await jobsOf(main.ask);
  expect(kept).toMatchObject({ state, text: expect.stringContaining("“photo”") });
  await expect(main.ask("export-saved", { id: "one" })).rejects.toMatchObject({
    code: state,
    message: kept?.text,
  });
  main.end();
});

it("notices by its picture that a frame was changed inside", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const frame = file.user.change(() => {
    const card = file.figma.createFrame();
    card.appendChild(photo);
    return card;
  });
  const main = await runMain(file, "split");
  const { plan } = await main.ask("export", { unit: frame.id });
  await main.ask("journal-write", { id: "one", plan, about, job });
  expect(await main.ask("export-saved", { id: "one" })).toMatchObject({ name: "Frame" });
  const bytes = await encodePng(noise(80, 60, 9));
  file.user.change(() => {
    photo.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: file.figma.createImage(bytes).hash }];
  });
  expect(await jobsOf(main.ask)).toMatchObject([{ state: "ready" }]);
  await expect(main.ask("export-saved", { id: "one" })).rejects.toMatchObject({ code: "changed" });
  main.end();
});

it("takes the picture of a frame on a page that is not open", async () => {
  const before = openFile();
  const photo = await photoIn(before);
  const card = before.user.change(() => {
    const frame = before.figma.createFrame();
    frame.appendChild(photo);
    frame.opacity = 0.5;
    return frame;
  });
  const main = await runMain(before, "split");
  const { plan } = await main.ask("export", { unit: card.id });
  await main.ask("journal-write", { id: "one", plan, about, job });
  before.user.openPage(before.pages[1]);
  before.user.closePlugin();
  main.end();
  const file = before.reopen();
  const later = await runMain(file, "resume");
  const again = await later.ask("export-saved", { id: "one" });
  const { placed } = await later.ask("place", { results: [await resultOf(later.ask, again)] });
  expect(placed).toMatchObject([{ note: { code: "other-page" } }]);
  expect(file.figma.currentPage).toBe(file.pages[1]);
  expect(file.pages[1].children).toEqual([]);
  expect(await recomposition(card, await frameOf(file, placed[0]?.frame ?? ""))).toBeLessThan(0.01);
  later.end();
});

it("tells a job of another file, on the same device", async () => {
  const { file } = await leaveJob();
  const other = openFile({ storage: file.storage.entries });
  other.user.change(() => {
    other.figma.root.name = "Another file";
  });
  const main = await runMain(other, "resume");
  expect(await jobsOf(main.ask)).toMatchObject([
    { state: "other-file", text: "“photo” is in the file “Untitled”. Open that file to go on." },
  ]);
  const [kept] = await jobsOf(main.ask);
  await expect(main.ask("export-saved", { id: "one" })).rejects.toMatchObject({ code: "other-file" });
  const bytes = await encodePng(noise(80, 60));
  const result = await resultOf(main.ask, { plan: kept?.plan ?? "", bytes });
  const before = other.text();
  expect(await main.ask("place", { results: [result] })).toMatchObject({
    placed: [],
    refused: [{ code: "other-file" }],
  });
  expect(other.text()).toBe(before);
  main.end();
});
