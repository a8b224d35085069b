import { expect, it } from "vitest";
import { aetherforge } from "../providers/aetherforge/provider.ts";
import { claid } from "../providers/claid/provider.ts";
import { figur } from "../providers/figur/provider.ts";
import { hitpaw } from "../providers/hitpaw/provider.ts";
import { checkRequest } from "./check-request.ts";
import type { SourceImage } from "./image.ts";

const png: SourceImage = { kind: "bytes", name: "cup.png", bytes: new Uint8Array(10), format: "png" };
const gif: SourceImage = { ...png, name: "cup.gif", format: "gif" };
const address: SourceImage = { kind: "url", name: "cup.png", url: "https://example.com/cup.png" };
const apiKey = "key";
const four = {
  aetherforge: aetherforge({ apiKey }),
  claid: claid({ apiKey }),
  figur: figur({ apiKey, outputPreset: "portrait" }),
  hitpaw: hitpaw({ apiKey }),
};

it("names the picture, the keyword and what is wrong", () => {
  const tooShort = () => checkRequest(four.claid, { task: "split", keyword: "TV", image: png });
  expect(tooShort).toThrow(
    'Claid.ai: cup.png, keyword "TV": it can\'t be processed as asked (a keyword has at least 3',
  );
});

it("refuses what a provider does not do", () => {
  expect(() => checkRequest(four.hitpaw, { task: "split", keyword: "cup", image: png })).toThrow(
    /its tasks are cutout/,
  );
  expect(() => checkRequest(four.aetherforge, { task: "cutout", image: address })).toThrow(
    /takes pictures as bytes/,
  );
  expect(() => checkRequest(four.figur, { task: "cutout", image: png })).toThrow(
    /its tasks are replace-background/,
  );
});

it("refuses formats and sizes that a provider does not take", () => {
  expect(() => checkRequest(four.hitpaw, { task: "cutout", image: gif })).toThrow(/this is gif/);
  const bytes = new Uint8Array(26 * 2 ** 20);
  const background = { kind: "catalogue", id: "01HX" } as const;
  const huge = () =>
    checkRequest(four.figur, { task: "replace-background", background, image: { ...png, bytes } });
  expect(huge).toThrow(/at most/);
});

it("refuses addresses that are no web addresses and colours that are no colours", () => {
  const file: SourceImage = { ...address, url: "file:///etc/passwd" };
  expect(() => checkRequest(four.hitpaw, { task: "cutout", image: file })).toThrow(/not a web address/);
  const background = { kind: "color", color: "red" } as const;
  expect(() => checkRequest(four.claid, { task: "replace-background", background, image: png })).toThrow(
    /#rrggbb/,
  );
});
