import type { PageNode, PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Box, Matrix, PlacementPlan } from "../../shared/placement-plan.ts";
import { findNode, findScene } from "../find-node.ts";
import { boxAround, moved } from "../matrix.ts";
import { type NodeState, stateOf } from "../plan/node-state.ts";
import { pageOf } from "../plan/plan-placement.ts";
import { freeSpot } from "./free-spot.ts";
import { boxOf } from "./ground.ts";

/** What a result is placed by, found beforehand: nothing is waited for once the document is being changed. */
export interface Found {
  readonly page: PageNode | undefined;
  readonly node: SceneNode | undefined;
}

/** Where a result goes. */
export interface Destination {
  readonly page: PageNode;
  readonly state: NodeState["state"];
  /** Absent once it was removed, or went to another page. */
  readonly source: SceneNode | undefined;
}

/** The page where the user started, loaded, and the node that was planned for. */
export async function findParts(
  figma: Pick<PluginAPI, "getNodeByIdAsync">,
  plan: PlacementPlan,
): Promise<Found> {
  const [page, node] = [await findNode(figma, plan.page), await findScene(figma, plan.node.id)];
  if (page?.type !== "PAGE") return { page: undefined, node };
  await page.loadAsync();
  return { page, node };
}

/** The page where the user started, or the open one if that is gone; and how the node is at this moment. */
export function destinationOf(
  figma: Pick<PluginAPI, "currentPage" | "root">,
  plan: PlacementPlan,
  found: Found,
): Destination {
  const page = found.page && !found.page.removed ? found.page : figma.currentPage;
  const now = stateOf(figma, plan, found.node);
  const source = "node" in now && pageOf(now.node)?.id === page.id ? now.node : undefined;
  return { page, state: now.state, source };
}

/**
 * Where on its page a result's frame lies: to the right of its source, or of the outermost thing that the source is
 * in, so that it gets into no layout, instance, group or section, and upon nothing that is there. It is moved there by
 * whole units, so that it falls on the pixels as its source does.
 *
 * @param taken what lies on the page
 */
export function frameTransform(plan: PlacementPlan, destination: Destination, taken: readonly Box[]): Matrix {
  const home = homeOf(plan, destination);
  const { source } = destination;
  const box = boxAround(home, plan.frame.width, plan.frame.height);
  const others = source ? [boxOf(source), outermostBox(source)] : [];
  const right = Math.max(...[box, ...others].map(({ x, width }) => x + width));
  const spot = freeSpot(taken, { right, y: box.y, width: box.width, height: box.height });
  const [[, , x], [, , y]] = home;
  return moved(home, x + Math.ceil(spot.x - box.x), y);
}

/** Where the frame would lie upon its source as it is now, or as it was. */
function homeOf({ picture, frame, node }: PlacementPlan, { source, state }: Destination): Matrix {
  if (!source || state === "changed") return frame.transform;
  if (picture.from === "image" || picture.upright) return source.absoluteTransform;
  const box = boxOf(source);
  const [[, , x], [, , y]] = frame.transform;
  return moved(frame.transform, x + box.x - node.box.x, y + box.y - node.box.y);
}

function outermostBox(node: SceneNode): Box {
  let outermost = node;
  for (
    let above = node.parent;
    above && above.type !== "PAGE" && above.type !== "DOCUMENT";
    above = above.parent
  )
    if ("absoluteTransform" in above) outermost = above;
  return boxOf(outermost);
}
