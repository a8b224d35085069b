import { readFile } from "node:fs/promises";
import { encodePng } from "@stratify/imaging";
import type { AnyScene } from "../../fake/nodes/any-node.ts";
import type { OpenFile } from "../../fake/open-file.ts";
import { gif, noise, scenery } from "../../pictures.ts";
import type { Kind } from "./parts.ts";

const fixture = async (name: string) =>
  Uint8Array.from(await readFile(new URL(`../../../fixtures/pictures/${name}`, import.meta.url)));

/** A JPEG with a tag that says that it is to be turned by a quarter. */
function turned(jpeg: Uint8Array): Uint8Array {
  const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  const tag = [...letters("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"), 6, 0, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, tag.length + 2, ...tag, ...jpeg.subarray(2)]);
}

/** Makes a node of a kind in a file, as a user's one step. */
export async function makeKind(file: OpenFile, kind: Kind): Promise<AnyScene> {
  const jpeg = await fixture("plain.jpg");
  const files = {
    noise: await encodePng(noise(80, 60)),
    scenery: await encodePng(scenery(160, 120)),
    gif: gif(80, 60),
    jpeg,
    turnedJpeg: turned(jpeg),
    cmykJpeg: await fixture("cmyk-adobe.jpg"),
    deepPng: await fixture("deep-interlaced.png"),
  };
  const add = (bytes: Uint8Array) => file.figma.createImage(bytes).hash;
  return file.user.change(() =>
    kind(file, {
      noise: add(files.noise),
      scenery: add(files.scenery),
      gif: add(files.gif),
      jpeg: add(files.jpeg),
      turnedJpeg: add(files.turnedJpeg),
      cmykJpeg: add(files.cmykJpeg),
      deepPng: add(files.deepPng),
    }),
  );
}
