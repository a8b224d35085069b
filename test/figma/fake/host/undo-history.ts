import type { Facts } from "../facts.ts";
import { isParent } from "../nodes/any-node.ts";
import { inner } from "../nodes/fake-base.ts";
import type { World } from "../world.ts";

interface Kept {
  readonly facts: Facts;
  readonly parent: string | undefined;
  readonly kids: readonly string[];
}
type Snapshot = ReadonlyMap<string, Kept>;

/** Steps that a user can take back. What is done between two commits is one. */
export class UndoHistory {
  readonly #world: World;
  readonly #steps: Snapshot[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** How many steps can be taken back. */
  get steps(): number {
    return Math.max(0, this.#steps.length - 1);
  }

  /** Makes a step of what changed since the last one; of nothing, none. */
  commit(): void {
    const now = snapshotOf(this.#world);
    if (JSON.stringify([...now]) !== JSON.stringify([...(this.#steps.at(-1) ?? [])])) this.#steps.push(now);
  }

  undo(): void {
    this.commit();
    if (this.#steps.length < 2) throw new Error("there is nothing to undo");
    this.#steps.pop();
    const before = this.#steps.at(-1);
    if (before) restore(this.#world, before);
  }
}

/** The whole document as text, to tell whether two states are the same. */
export function documentText(world: World): string {
  return JSON.stringify([...snapshotOf(world)].sort(([one], [other]) => one.localeCompare(other)));
}

/** What the user has selected is no part of it: here, choosing is no step. */
function snapshotOf(world: World): Snapshot {
  const there = [...world.nodes.values()].filter((node) => !node[inner].removed);
  return new Map(
    there.map((node) => {
      const { facts, parent, kids } = node[inner];
      const kept = { ...structuredClone(facts), selection: [] };
      return [node.id, { facts: kept, parent: parent?.id, kids: kids.map(({ id }) => id) }];
    }),
  );
}

function restore(world: World, snapshot: Snapshot): void {
  for (const node of world.nodes.values()) {
    const kept = snapshot.get(node.id);
    node[inner].removed = !kept;
    if (!kept) continue;
    const parent = kept.parent === undefined ? undefined : world.nodes.get(kept.parent);
    node[inner].facts = { ...structuredClone(kept.facts), selection: node[inner].facts.selection };
    node[inner].parent = parent && isParent(parent) ? parent : null;
    node[inner].kids = kept.kids.map((id) => world.nodes.get(id)).filter((kid) => kid !== undefined);
  }
}
