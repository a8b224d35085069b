import { readFile } from "node:fs/promises";
import { useNodeCodecs } from "@stratify/imaging/node";
import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/sandbox.ts";
import { deviceSettings } from "../device-settings.ts";
import { FakeFrame } from "../fake/nodes/fake-frame.ts";
import type { FakeRectangle } from "../fake/nodes/fake-shape.ts";
import { type OpenFile, openFile } from "../fake/open-file.ts";

useNodeCodecs();

const coffee = readFile(new URL("../../fixtures/photos/coffee.png", import.meta.url));

/** A file in which photographs lie, the last one selected. */
export async function fileWithPhotos(
  names: readonly string[],
  storage: ReadonlyMap<string, unknown> = new Map(),
  limits: { readonly storageLimit?: number } = {},
): Promise<{ readonly file: OpenFile; readonly photos: readonly FakeRectangle[] }> {
  const file = openFile({ storage, ...limits });
  const bytes = new Uint8Array(await coffee);
  const photos = names.map((name, at) =>
    file.user.change(() => {
      const node = file.figma.createRectangle();
      node.name = name;
      node.resize(300, 200);
      node.x = 0;
      node.y = 260 * at;
      node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: file.figma.createImage(bytes).hash }];
      return node;
    }),
  );
  file.user.select(...photos);
  return { file, photos };
}

/** The sandbox with real segmentations, closed when the test is over. */
export async function openServices(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ cors: true, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** What the device keeps of a user who works with the sandbox. */
export function deviceOf(sandbox: Sandbox, more: object = {}): ReadonlyMap<string, unknown> {
  return new Map([["settings", { ...deviceSettings(sandbox), ...more }]]);
}

/** The frames that results are in, as they lie on the page. */
export function placedFrames(file: OpenFile): readonly FakeFrame[] {
  return file.pages[0].children.filter((node) => node instanceof FakeFrame);
}
