import type { AskMain } from "../../shared/ask-main.ts";
import type { Answer, PlacedLayer, Result } from "../../shared/contract.ts";
import type { ItemWork } from "../run/item-work.ts";
import { aboutOf } from "../run/order.ts";
import type { DraftLayer, DraftSet } from "./draft-set.ts";

/** What is to be placed, and the work that made it. */
export interface Placing {
  readonly draft: DraftSet;
  readonly work: ItemWork;
}

/** Sends Figma the images that it does not have yet, and places all of them in one step. */
export async function placeDrafts(
  ask: AskMain,
  give: GiveImage,
  placings: readonly Placing[],
): Promise<Answer<"place">> {
  const results: Result[] = [];
  for (const { draft, work } of placings) {
    const plan = work.plan();
    if (plan === undefined) continue;
    const layers: PlacedLayer[] = [];
    for (const layer of draft.layers) if (layer.kept) layers.push(await given(give, layer));
    const { width, height, score } = draft.made;
    if (layers.length > 0)
      results.push({ plan, source: { width, height }, layers, about: aboutOf(work.order, score) });
  }
  const answer = await ask("place", { results });
  const placed = new Set(answer.placed.map(({ plan }) => plan));
  for (const { work } of placings) if (placed.has(work.plan() ?? "")) await work.placed();
  return answer;
}

async function given(give: GiveImage, { name, made }: DraftLayer): Promise<PlacedLayer> {
  const tiles: PlacedLayer["tiles"][number][] = [];
  for (const { bounds, image, mask } of made.tiles) {
    tiles.push({ bounds, image: await give(image), ...(mask && { mask: await give(mask) }) });
  }
  return { name, role: made.role, tiles };
}

/** Gives Figma an image and returns its name there. An image that Figma has is not sent again. */
export type GiveImage = (image: Blob) => Promise<string>;

/**
 * Sends images to Figma one after the other, so that only one at a time is held on both sides. It may begin while the
 * user still looks at them: Figma shows them nowhere until they are placed.
 */
export function openGiving(ask: AskMain): GiveImage {
  const given = new Map<Blob, Promise<string>>();
  let last: Promise<unknown> = Promise.resolve();
  const send = async (file: Blob) => {
    const { image } = await ask("add-image", { bytes: new Uint8Array(await file.arrayBuffer()) });
    return image;
  };
  return (file) => {
    const known = given.get(file);
    if (known) return known;
    const name = last.then(() => send(file));
    given.set(file, name);
    // What Figma did not take is given anew by the next try.
    last = name.catch(() => given.delete(file));
    return name;
  };
}
