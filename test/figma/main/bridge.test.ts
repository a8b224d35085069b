import { expect, it } from "vitest";
import { openFile } from "../fake/open-file.ts";
import { photoIn } from "./photos.ts";
import { runMain } from "./start-main.ts";

it.each([
  ["a name that nobody knows", { kind: "ask", id: "7", name: "format-disk", question: {} }],
  ["no question", { kind: "ask", id: "7", name: "export" }],
  ["another type", { kind: "ask", id: "7", name: "export", question: { unit: 5 } }],
  [
    "a wrong part, deep inside",
    { kind: "ask", id: "7", name: "place", question: { results: [{ plan: 1 }] } },
  ],
  [
    "numbers that are none",
    { kind: "ask", id: "7", name: "resize", question: { width: Number.NaN, height: 1 } },
  ],
  ["an answer instead", { kind: "answer", id: "7", answer: {} }],
])("refuses messages with %s, by their number", async (_, message) => {
  const file = openFile();
  const main = await runMain(file, "split");
  const before = file.text();
  main.send(message);
  await expect.poll(() => main.heard).toMatchObject([{ kind: "refusal", id: "7", code: "not-understood" }]);
  expect(file.text()).toBe(before);
  main.end();
});

it("says nothing to what has no number, and goes on", async () => {
  const main = await runMain(openFile(), "split");
  for (const message of [null, "hello", 5, [], { pluginMessage: {} }, { id: 5 }]) main.send(message);
  expect(await main.ask("journal-list", {})).toEqual({ jobs: [] });
  expect(main.heard).toHaveLength(1);
  expect(main.lines).toEqual([]);
  main.end();
});

it("answers many questions at once, each its own", async () => {
  const main = await runMain(openFile(), "split");
  const [missing, asset, settings] = await Promise.allSettled([
    main.ask("asset", { name: "nothing.js" }),
    main.ask("asset", { name: "pixel-worker.js" }),
    main.ask("settings-read", {}),
  ]);
  expect(missing).toMatchObject({ status: "rejected", reason: { code: "no-asset" } });
  expect(asset).toEqual({ status: "fulfilled", value: { data: "work()" } });
  expect(settings).toEqual({ status: "fulfilled", value: { settings: undefined } });
  main.end();
});

it("keeps settings as they are", async () => {
  const file = openFile();
  const main = await runMain(file, "settings");
  const settings = { keys: { claid: "ck" }, history: ["shoe"], deep: { list: [1, null] } };
  await main.ask("settings-write", { settings });
  expect(await main.ask("settings-read", {})).toEqual({ settings });
  main.end();
});

it("shows a node on its page, tells, resizes, opens links of the web only, and closes", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  file.user.openPage(file.pages[1]);
  const main = await runMain(file, "split");
  await main.ask("show", { node: photo.id });
  expect(file.figma.currentPage).toBe(file.pages[0]);
  expect(file.pages[0].selection).toEqual([photo]);
  await main.ask("notify", { text: "Done", error: false });
  expect(file.notices).toMatchObject([{ text: "Done", options: { error: false } }]);
  await main.ask("resize", { width: 20, height: 640 });
  expect(file.figma.ui.shown).toMatchObject({ width: 70, height: 640 });
  await main.ask("open-link", { url: "https://example.com" });
  await expect(main.ask("open-link", { url: "javascript:alert(1)" })).rejects.toMatchObject({
    code: "not-understood",
  });
  main.ask("close", {}).catch(() => {});
  await expect.poll(() => file.isOpen()).toBe(false);
  main.end();
});
