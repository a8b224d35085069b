import { readFile } from "node:fs/promises";
import { encodePng } from "@stratify/imaging";
import { renderBoundsOf } from "../fake/geometry.ts";
import type { AnyScene } from "../fake/nodes/any-node.ts";
import { type OpenFile, openFile } from "../fake/open-file.ts";
import { renderRegion } from "../fake/render/export-node.ts";

/** A node as the page shows it. */
export interface ShownNode {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** PNG, as base64. */
  readonly picture: string;
}

const photo = async (name: string) =>
  new Uint8Array(await readFile(new URL(`../../fixtures/photos/${name}.png`, import.meta.url)));

/** A file with something of everything to split. */
export async function playFile(storage: ReadonlyMap<string, unknown>): Promise<OpenFile> {
  const file = openFile({ storage });
  const { figma } = file;
  const [coffee, cat, woman] = await Promise.all([photo("coffee"), photo("chelsea"), photo("astronaut")]);
  const picture = (name: string, bytes: Uint8Array, x: number, y: number, width: number, height: number) => {
    const node = figma.createRectangle();
    node.name = name;
    node.resize(width, height);
    [node.x, node.y] = [x, y];
    node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: figma.createImage(bytes).hash }];
    return node;
  };
  file.user.change(() => {
    picture("Cup", coffee, 0, 0, 300, 200);
    picture("Cat, turned", cat, 60, 260, 220, 146).rotation = -12;
    const card = figma.createFrame();
    card.name = "Card";
    card.resize(220, 260);
    [card.x, card.y] = [0, 470];
    card.fills = [{ type: "SOLID", color: { r: 0.93, g: 0.9, b: 0.82 } }];
    card.cornerRadius = 16;
    const portrait = picture("Portrait", woman, 20, 20, 180, 180);
    portrait.cornerRadius = 90;
    card.appendChild(portrait);
    [portrait.x, portrait.y] = [20, 20];
    const dot = figma.createEllipse();
    dot.resize(28, 28);
    dot.fills = [{ type: "SOLID", color: { r: 0.85, g: 0.2, b: 0.15 } }];
    card.appendChild(dot);
    [dot.x, dot.y] = [170, 216];
  });
  return file;
}

/** What lies on the page, drawn. What is hidden is left out. */
export async function shownNodes(file: OpenFile): Promise<readonly ShownNode[]> {
  const nodes: readonly AnyScene[] = file.user.change(() => [...file.pages[0].children]);
  const shown: ShownNode[] = [];
  for (const node of nodes) {
    const bounds = file.user.change(() => renderBoundsOf(node));
    if (!bounds) continue;
    const pixels = await renderRegion(node, bounds);
    const { id, name } = file.user.change(() => ({ id: node.id, name: node.name }));
    const bytes = await encodePng(pixels);
    const { x, y, width, height } = bounds;
    shown.push({ id, name, x, y, width, height, picture: Buffer.from(bytes).toString("base64") });
  }
  return shown;
}
