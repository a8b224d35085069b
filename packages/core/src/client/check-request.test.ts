import { expect, it } from "vitest";
import type { SourceImage } from "../contract/image.ts";
import type { Provider } from "../contract/provider.ts";
import { jobRequests, type Task } from "../contract/task.ts";
import { aetherforge } from "../providers/aetherforge/provider.ts";
import { claid } from "../providers/claid/provider.ts";
import { figur } from "../providers/figur/provider.ts";
import { hitpaw } from "../providers/hitpaw/provider.ts";
import { checkRequest, checkTask } from "./check-request.ts";
import { createClient } from "./create-client.ts";

const png: SourceImage = { kind: "bytes", name: "cup.png", bytes: new Uint8Array(10), format: "png" };
const gif: SourceImage = { ...png, name: "cup.gif", format: "gif" };
const url: SourceImage = { kind: "url", name: "cup.png", url: "https://example.com/cup.png" };
const apiKey = "key";
const four = {
  aetherforge: aetherforge({ apiKey }),
  claid: claid({ apiKey }),
  figur: figur({ apiKey, outputPreset: "portrait" }),
  hitpaw: hitpaw({ apiKey }),
};
const able: Provider = {
  ...four.claid,
  capabilities: { ...four.claid.capabilities, automatic: { maxLayers: 16 }, prompts: ["points", "box"] },
};

function check(provider: Provider, task: Task, image: SourceImage = png) {
  checkTask(provider, task, image);
  for (const request of jobRequests(task, image)) checkRequest(provider, request);
}

const split = (...keywords: string[]): Task => ({ task: "split", keywords });

it("names the provider, the image and the keyword, and says what is wrong", async () => {
  const client = createClient({ providers: [four.claid, four.hitpaw] });
  const { failures } = await client.run(split("TV"), png, { provider: "claid" });
  expect(failures[0]?.error.message).toMatch(
    'Claid.ai: cup.png, keyword "TV": it can\'t be processed as asked (a keyword has at least 3',
  );
  await expect(client.run(split("cup"), png, { provider: "hitpaw" })).rejects.toThrow(
    "HitPaw: cup.png: this provider can't do that (its tasks are cutout)",
  );
});

it("counts a keyword's characters as people do", () => {
  const emoji = "\u{1f45f}";
  expect(() => check(four.claid, split(emoji.repeat(2)))).toThrow(/at least 3/);
  check(four.claid, split(emoji.repeat(3)));
  check(four.claid, split(emoji.repeat(128)));
  expect(() => check(four.claid, split(emoji.repeat(129)))).toThrow(/at most 128/);
});

it("refuses what a provider does not do", () => {
  expect(() => check(four.hitpaw, split("cup"))).toThrow(/its tasks are cutout/);
  expect(() => check(four.aetherforge, { task: "cutout" }, url)).toThrow(/takes images as bytes/);
  expect(() => check(four.figur, { task: "cutout" })).toThrow(/its tasks are replace-background/);
});

it("refuses formats and sizes that a provider does not take", () => {
  expect(() => check(four.hitpaw, { task: "cutout" }, gif)).toThrow(/this is gif/);
  const bytes = new Uint8Array(26 * 2 ** 20);
  const background = { kind: "catalogue", id: "01HX" } as const;
  expect(() => check(four.figur, { task: "replace-background", background }, { ...png, bytes })).toThrow(
    /at most/,
  );
});

it("refuses URLs that are no web URLs and colors that are no colors", () => {
  const at = (address: string): SourceImage => ({ kind: "url", name: "cup.png", url: address });
  expect(() => check(four.hitpaw, { task: "cutout" }, at("file:///etc/passwd"))).toThrow(/no web URL/);
  expect(() => check(four.hitpaw, { task: "cutout" }, at("https://a.test/a b.png"))).toThrow(/spaces/);
  const long = at(`https://a.test/${"a".repeat(5000)}`);
  expect(() => checkTask(four.claid, split("cup", "shoe"), long)).toThrow(/at most 4096 characters/);
  const background = { kind: "color", color: "red" } as const;
  expect(() => check(four.claid, { task: "replace-background", background })).toThrow(/#rrggbb/);
});

it("takes a split without keywords only where layers come by themselves, and no more than it makes", () => {
  expect(() => check(four.claid, split())).toThrow(/at least one keyword/);
  check(able, split());
  check(able, { task: "split", keywords: [], maxLayers: 16 });
  for (const maxLayers of [0, 17, 1.5, -1, NaN]) {
    expect(() => check(able, { task: "split", keywords: [], maxLayers })).toThrow(/1 to 16 layers/);
  }
});

it("takes prompts of the kinds that a provider understands", () => {
  const points = [{ x: 1, y: 2, sign: "include" }] as const;
  expect(() => check(four.claid, { task: "cutout", prompt: { points } })).toThrow(/no prompt by points/);
  check(able, { task: "cutout", prompt: { points, box: { x: 0, y: 0, width: 4, height: 4 } } });
  expect(() => check(able, { task: "cutout", prompt: { mask: new Uint8Array(9) } })).toThrow(/by mask/);
  expect(() => check(able, { task: "cutout", prompt: {} })).toThrow(/empty/);
  expect(() => check(able, { task: "cutout", prompt: { points: [] } })).toThrow(/empty/);
  const outside = { points: [{ x: -1, y: 0, sign: "exclude" }] } as const;
  expect(() => check(able, { task: "cutout", prompt: outside })).toThrow(/outside/);
  const flat = { box: { x: 0, y: 0, width: 0, height: 3 } };
  expect(() => check(able, { task: "cutout", prompt: flat })).toThrow(/outside/);
});
