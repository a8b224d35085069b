import { readFile } from "node:fs/promises";
import { decodeImage, encodePng, type Pixels, resamplePixels } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { type OpenFile, openFile } from "../../figma/fake/open-file.ts";

useNodeCodecs();

const side = 2048;

/** A photograph of 2048 pixels a side, and four parts that a service would cut out of it. */
export async function largePicture(): Promise<{ source: Uint8Array; parts: readonly Uint8Array[] }> {
  const coffee = await decodeImage(
    await readFile(new URL("../../fixtures/photos/coffee.png", import.meta.url)),
  );
  const photo = await resamplePixels(coffee, side, side);
  const places = [
    [0.3, 0.3],
    [0.7, 0.3],
    [0.3, 0.7],
    [0.7, 0.7],
  ] as const;
  const parts: Uint8Array[] = [];
  for (const [across, down] of places) parts.push(await encodePng(cutOut(photo, across * side, down * side)));
  return { source: await encodePng(photo), parts };
}

function cutOut({ width, height, data }: Pixels, middleX: number, middleY: number): Pixels {
  const part = { width, height, data: data.slice() };
  for (let y = 0, at = 3; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      const inside = 0.18 * side - Math.hypot(x - middleX, y - middleY);
      if (inside > 0.5) continue;
      if (inside > -0.5) part.data[at] = 255 * (inside + 0.5);
      // Services do not send what nobody sees.
      else part.data.fill(0, at - 3, at + 1);
    }
  }
  return part;
}

/** A file with a frame of 2048 units a side, which the photograph fills, selected. */
export function fileWithFrame(source: Uint8Array, storage: ReadonlyMap<string, unknown>): OpenFile {
  const file = openFile({ storage });
  const frame = file.user.change(() => {
    const made = file.figma.createFrame();
    made.resize(side, side);
    const imageHash = file.figma.createImage(source).hash;
    made.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash }];
    return made;
  });
  file.user.select(frame);
  return file;
}
