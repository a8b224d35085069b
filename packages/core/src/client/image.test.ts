import { expect, it } from "vitest";
import { imageFromBytes, imageFromUrl } from "./image.ts";

const text = (words: string) => new TextEncoder().encode(words);

it.each(["hello, I am text", "BMP files begin like this"])("says which file is no image: %j", (words) => {
  expect(() => imageFromBytes(text(words), "notes.png")).toThrow(/^notes\.png: .*not those of an image/);
});

it("says which file is empty", () => {
  expect(() => imageFromBytes(new Uint8Array(), "empty.png")).toThrow(/^empty\.png: .*the file is empty/);
});

it.each([
  ["https://example.com/shoes/red%20shoe.png?size=2", "red shoe.png"],
  ["https://example.com/", "example.com"],
  ["https://example.com/a/%E0%A4%A", "%E0%A4%A"],
])("names the image of %s %s", (url, name) => {
  expect(imageFromUrl(url)).toEqual({ kind: "url", name, url });
  expect(imageFromUrl(url, "mine")).toEqual({ kind: "url", name: "mine", url });
});

it("says what is wrong with a URL", () => {
  expect(() => imageFromUrl("https://example.com/a b.png")).toThrow(/spaces; write them as %20/);
  expect(() => imageFromUrl("example.com/a.png")).toThrow(/begins with https:/);
});
