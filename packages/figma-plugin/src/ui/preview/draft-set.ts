import type { MadeLayer, MadeSet } from "../run/make-set.ts";

/** A layer as it will be placed. */
export interface DraftLayer {
  readonly id: string;
  readonly name: string;
  /** Whether it is placed. */
  readonly kept: boolean;
  readonly made: MadeLayer;
}

/** A picture's layers as they will be placed, bottom to top. */
export interface DraftSet {
  readonly made: MadeSet;
  readonly layers: readonly DraftLayer[];
}

/** What is placed unless the user wants it otherwise: of a cut-out no more than that. */
export function draftOf(made: MadeSet): DraftSet {
  const isCutOut = made.layers.some(({ role }) => role === "cutout" || role === "composite");
  const layers = made.layers.map((layer, at) => {
    const kept = !(isCutOut && layer.role === "remainder");
    return { id: `${at}`, name: layer.name, kept, made: layer };
  });
  return { made, layers };
}

export function rename(set: DraftSet, id: string, name: string): DraftSet {
  const clean = name.trim();
  return clean ? change(set, id, (layer) => ({ ...layer, name: clean })) : set;
}

export function keep(set: DraftSet, id: string, kept: boolean): DraftSet {
  return change(set, id, (layer) => ({ ...layer, kept }));
}

/** @param by 1 towards the top, -1 towards the bottom */
export function move(set: DraftSet, id: string, by: 1 | -1): DraftSet {
  const layers = [...set.layers];
  const at = layers.findIndex((layer) => layer.id === id);
  const [one, other] = [layers[at], layers[at + by]];
  if (!one || !other) return set;
  layers[at] = other;
  layers[at + by] = one;
  return { ...set, layers };
}

function change(set: DraftSet, id: string, to: (layer: DraftLayer) => DraftLayer): DraftSet {
  return { ...set, layers: set.layers.map((layer) => (layer.id === id ? to(layer) : layer)) };
}
