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
 * in, so that it gets into no layout, instance, group or section, and upon nothing that is there.
 */
export function frameTransform(plan: PlacementPlan, { page, source, state }: Destination): Matrix {
  const turned = plan.picture.from === "image" || plan.picture.upright;
  const axes = source && turned && state !== "changed" ? source.absoluteTransform : plan.frame.transform;
  const { width, height } = plan.frame;
  const around = boxAround(moved(axes, 0, 0), width, height);
  const sourceBox = source ? boxAround(source.absoluteTransform, source.width, source.height) : plan.node.box;
  const outer = source ? outermostBox(source) : undefined;
  const right = Math.max(
    sourceBox.x + sourceBox.width,
    outer ? outer.x + outer.width : Number.NEGATIVE_INFINITY,
  );
  const spot = freeSpot(page.children.map(boxOf), {
    right,
    y: sourceBox.y,
    width: around.width,
    height: around.height,
  });
  return moved(axes, spot.x - around.x, spot.y - around.y);
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
