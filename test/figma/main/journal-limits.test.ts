import { expect, it } from "vitest";
import { openFile } from "../fake/open-file.ts";
import { photoIn } from "./photos.ts";
import { about } from "./scripted-window.ts";
import { runMain } from "./start-main.ts";

const job = { handles: [{ id: "a1", provider: "claid" }] };

it("holds no pixels, no keys, and no more than it must", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  const { plan } = await main.ask("export", { unit: photo.id });
  const key = "ck_live_0123456789";
  await main.ask("settings-write", {
    settings: { keys: { claid: key }, relay: { address: "https://relay.example.com", token: "tok-abcdef" } },
  });
  const write = (kept: unknown) => main.ask("journal-write", { id: "one", plan, about, job: kept });
  await expect(write({ deep: [`Bearer ${key}`] })).rejects.toMatchObject({ code: "holds-key" });
  await expect(write({ [key]: 1 })).rejects.toMatchObject({ code: "holds-key" });
  await expect(write({ with: "tok-abcdef" })).rejects.toMatchObject({ code: "holds-key" });
  await expect(write({ pixels: new Uint8Array(4) })).rejects.toMatchObject({ code: "not-json" });
  await expect(write({ text: "x".repeat(70_000) })).rejects.toMatchObject({ code: "too-large" });
  await expect(main.ask("journal-write", { id: "one", plan: "none", about, job })).rejects.toMatchObject({
    code: "unknown-plan",
  });
  expect(await main.ask("journal-list", {})).toEqual({ jobs: [] });

  for (let index = 0; index < 70; index += 1)
    await main.ask("journal-write", { id: `job ${index}`, plan, about, job: { index } });
  await write({ index: "latest" });
  await write({ index: "latest", again: true });
  const { jobs } = await main.ask("journal-list", {});
  expect(jobs).toHaveLength(60);
  expect(jobs.at(-1)).toMatchObject({ id: "one", job: { again: true } });
  const written = JSON.stringify([...file.storage.entries].filter(([name]) => name !== "settings"));
  expect(written).not.toContain(key);
  expect(written.length).toBeLessThan(200_000);
  main.end();
});

it("forgets what is older than a month, when no service has it any more", async () => {
  const file = openFile();
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  const { plan } = await main.ask("export", { unit: photo.id });
  for (const id of ["old", "new"]) await main.ask("journal-write", { id, plan, about, job });
  const old = file.storage.entries.get("job/old");
  if (typeof old !== "object") throw new Error("the job was kept");
  file.storage.entries.set("job/old", { ...old, at: Date.now() - 31 * 24 * 60 * 60 * 1000 });
  expect(await main.ask("journal-list", {})).toMatchObject({ jobs: [{ id: "new" }] });
  expect([...file.storage.entries.keys()]).toEqual(["job/new"]);
  main.end();
});

it("leaves alone what it does not understand", async () => {
  const storage = new Map<string, unknown>([["job/strange", { version: 9 }]]);
  const file = openFile({ storage });
  const main = await runMain(file, "resume");
  expect(await main.ask("journal-list", {})).toEqual({ jobs: [] });
  expect(file.storage.entries.has("job/strange")).toBe(true);
  main.end();
});

it("says when the device has no room", async () => {
  const file = openFile({ storageLimit: 600 });
  const photo = await photoIn(file);
  const main = await runMain(file, "split");
  const { plan } = await main.ask("export", { unit: photo.id });
  await expect(main.ask("journal-write", { id: "one", plan, about, job })).rejects.toMatchObject({
    code: "storage-full",
    message: expect.stringContaining("Leave the plugin open"),
  });
  await expect(main.ask("settings-write", { settings: "x".repeat(700) })).rejects.toMatchObject({
    code: "storage-full",
  });
  main.end();
});
