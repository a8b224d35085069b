import type { BaseNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { absoluteTransformOf, containerOf } from "../geometry.ts";
import { identity, invert, multiply } from "../matrix.ts";
import { isParent } from "../nodes/any-node.ts";
import { inner } from "../nodes/fake-base.ts";
import { FakeGroup } from "../nodes/fake-group.ts";
import { adopt, sceneOf } from "../nodes/family.ts";
import type { World } from "../world.ts";

/** Puts nodes into a new group, where they keep their absolute place. */
export function groupNodes(
  world: World,
  nodes: ReadonlyArray<BaseNode>,
  parentNode: BaseNode,
  index?: number,
): FakeGroup {
  world.enter("group");
  const parent = world.nodes.get(parentNode.id);
  if (!parent || parent.removed || !isParent(parent))
    throw new Error("in group: the parent can't hold nodes");
  if (nodes.length === 0) throw new Error("in group: First argument must be an array of at least one node");
  const members = nodes.map((node) => sceneOf(node, parent));
  const group = new FakeGroup(world);
  adopt(parent, group, index);
  for (const member of members) {
    const place = absoluteTransformOf(member);
    adopt(group, member);
    const container = containerOf(member);
    const above = container ? absoluteTransformOf(container) : identity;
    member[inner].facts.transform = multiply(invert(above), place);
  }
  return group;
}
