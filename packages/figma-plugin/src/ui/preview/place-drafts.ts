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

/** Gives Figma the pictures that it does not have yet, and has all of them placed in one step. */
export async function placeDrafts(
  ask: AskMain,
  give: GivePicture,
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

async function given(give: GivePicture, { name, made }: DraftLayer): Promise<PlacedLayer> {
  const tiles: PlacedLayer["tiles"][number][] = [];
  for (const { bounds, image, mask } of made.tiles) {
    const picture = await give(image);
    tiles.push({ bounds, image: picture, ...(mask && { mask: await give(mask) }) });
  }
  return { name, role: made.role, tiles };
}

/** Gives Figma a picture and tells its name there; a picture that it has is not given again. */
export type GivePicture = (picture: Blob) => Promise<string>;

/**
 * Opens the way of pictures to Figma, one after the other, so that only one at a time is held on both sides. It may
 * begin while the user still looks at them: in Figma they show nowhere until they are placed.
 */
export function openGiving(ask: AskMain): GivePicture {
  const given = new Map<Blob, Promise<string>>();
  let last: Promise<unknown> = Promise.resolve();
  const send = async (picture: Blob) => {
    const { image } = await ask("add-image", { bytes: new Uint8Array(await picture.arrayBuffer()) });
    return image;
  };
  return (picture) => {
    const known = given.get(picture);
    if (known) return known;
    const name = last.then(() => send(picture));
    given.set(picture, name);
    // What Figma did not take is given anew by the next try.
    last = name.catch(() => given.delete(picture));
    return name;
  };
}
