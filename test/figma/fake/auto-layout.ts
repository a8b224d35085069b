import { isScene } from "./nodes/any-node.ts";
import { type FakeBase, inner } from "./nodes/fake-base.ts";

/** Puts the children of a frame with a layout in a row: same padding on all sides, no wrapping, no stretching. */
export function layOut(parent: FakeBase): void {
  const { layoutMode, padding, itemSpacing } = parent[inner].facts;
  if (layoutMode === "NONE") return;
  if (layoutMode === "GRID") throw new Error("this fake lays out rows and columns only");
  let along = padding;
  for (const kid of parent[inner].kids.filter(isScene)) {
    const { facts } = kid[inner];
    if (facts.layoutPositioning === "ABSOLUTE" || !facts.visible) continue;
    const [[a, b], [c, d]] = facts.transform;
    const [x, y] = layoutMode === "HORIZONTAL" ? [along, padding] : [padding, along];
    facts.transform = [
      [a, b, x],
      [c, d, y],
    ];
    along += (layoutMode === "HORIZONTAL" ? kid.width : kid.height) + itemSpacing;
  }
}
