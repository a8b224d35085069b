import type { PageNode, PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Box, Matrix, PlacementPlan } from "../../shared/placement-plan.ts";
import { findNode } from "../find-node.ts";
import { boxAround, moved } from "../matrix.ts";
import { type NodeState, nodeState } from "../plan/node-state.ts";
import { pageOf } from "../plan/plan-placement.ts";
import { freeSpot } from "./free-spot.ts";

/** Where a result goes. */
export interface Destination {
  readonly page: PageNode;
  readonly state: NodeState["state"];
  /** Absent once it was removed, or went to another page. */
  readonly source: SceneNode | undefined;
}

/** The page where the user started, loaded; the open one if that page is gone. */
export async function findDestination(
  figma: Pick<PluginAPI, "currentPage" | "getNodeByIdAsync" | "root">,
  plan: PlacementPlan,
): Promise<Destination> {
  const now = await nodeState(figma, plan);
  const found = await findNode(figma, plan.page);
  const page = found?.type === "PAGE" ? found : figma.currentPage;
  await page.loadAsync();
  const source = "node" in now && pageOf(now.node)?.id === page.id ? now.node : undefined;
  return { page, state: now.state, source };
}

/**
 * Where on its page a result's frame lies: to the right of its source, or of the outermost thing that the source is
 * in, so that it gets into no layout, instance, group or section, and upon nothing that is there. It is moved there by
 * whole units, so that it falls on the pixels as its source does.
 */
export function frameTransform(plan: PlacementPlan, destination: Destination): Matrix {
  const home = homeOf(plan, destination);
  const { page, source } = destination;
  const box = boxAround(home, plan.frame.width, plan.frame.height);
  const others = source ? [boxOf(source), outermostBox(source)] : [];
  const right = Math.max(...[box, ...others].map(({ x, width }) => x + width));
  const spot = freeSpot(page.children.map(boxOf), { right, y: box.y, width: box.width, height: box.height });
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

function boxOf(node: SceneNode): Box {
  return boxAround(node.absoluteTransform, node.width, node.height);
}
