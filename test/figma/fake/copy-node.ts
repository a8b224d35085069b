import { isParent, isScene } from "./nodes/any-node.ts";
import { type FakeBase, inner } from "./nodes/fake-base.ts";

/**
 * Makes of a new node a copy of another, with copies of what is in it. It belongs to the page that the user looks at
 * and keeps its relative place, not its absolute one.
 */
export function copyOf<Node extends FakeBase>(source: FakeBase, copy: Node): Node {
  fill(source, copy);
  const page = copy[inner].world.currentPage();
  if (isScene(copy) && isParent(page)) {
    page[inner].kids.push(copy);
    copy[inner].parent = page;
  }
  return copy;
}

function fill(source: FakeBase, copy: FakeBase): void {
  copy[inner].facts = structuredClone(source[inner].facts);
  copy[inner].facts.layoutPositioning = "AUTO";
  for (const kid of source[inner].kids) {
    if (!isScene(kid)) continue;
    const kidCopy = copy[inner].world.create(kid);
    fill(kid, kidCopy);
    kidCopy[inner].facts.layoutPositioning = kid[inner].facts.layoutPositioning;
    copy[inner].kids.push(kidCopy);
    if (isParent(copy)) kidCopy[inner].parent = copy;
  }
}
