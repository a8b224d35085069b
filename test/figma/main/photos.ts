import { encodePng } from "@stratify/imaging";
import type { FakeRectangle } from "../fake/nodes/fake-shape.ts";
import type { OpenFile } from "../fake/open-file.ts";
import { noise } from "../pictures.ts";

/** Photographs in a row that the user put on the open page, 200 apart and 80 by 60 large, as one step. */
export async function photosIn(file: OpenFile, ...names: string[]): Promise<FakeRectangle[]> {
  const files = await Promise.all(names.map((_, index) => encodePng(noise(80, 60, index + 1))));
  return file.user.change(() =>
    names.map((name, index) => {
      const node = file.figma.createRectangle();
      node.name = name;
      node.resize(80, 60);
      [node.x, node.y] = [200 * index, 0];
      const { hash } = file.figma.createImage(files[index] ?? new Uint8Array());
      node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: hash }];
      return node;
    }),
  );
}

export async function photoIn(file: OpenFile, name = "photo"): Promise<FakeRectangle> {
  const [photo] = await photosIn(file, name);
  if (!photo) throw new Error("one was asked for");
  return photo;
}
