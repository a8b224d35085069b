import type { PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { PlacementPlan } from "../../shared/placement-plan.ts";
import { findScene } from "../find-node.ts";
import { boxAround, near } from "../matrix.ts";
import { plainImage } from "./plain-image.ts";
import { corners, pageOf } from "./plan-placement.ts";

/** What became of a node since its picture was taken. */
export type NodeState =
  | { readonly state: "ready" | "moved" | "changed"; readonly node: SceneNode }
  | { readonly state: "gone" | "other-file" };

type Figma = Pick<PluginAPI, "getNodeByIdAsync" | "root">;

/** Looks for a planned node, and at it. */
export async function nodeState(figma: Figma, plan: PlacementPlan): Promise<NodeState> {
  return stateOf(figma, plan, await findScene(figma, plan.node.id));
}

/** Looks at a planned node without drawing it: where it is, how large, and which image it shows. */
export function stateOf(
  { root }: Pick<Figma, "root">,
  plan: PlacementPlan,
  found: SceneNode | undefined,
): NodeState {
  const node = found?.removed ? undefined : found;
  // Ids begin anew in each file; a file that was renamed or duplicated still has the node as it was.
  const same = root.name === plan.file || (node?.type === plan.node.type && node.name === plan.node.name);
  if (!same) return { state: "other-file" };
  if (!node) return { state: "gone" };
  if (!showsTheSame(node, plan)) return { state: "changed", node };
  return { state: stayed(node, plan) ? "ready" : "moved", node };
}

/** In words that go into a list of jobs. */
export function stateSentence(state: NodeState["state"], { node, file }: PlacementPlan): string {
  const name = `“${node.name}”`;
  switch (state) {
    case "ready":
      return `${name} is as it was.`;
    case "moved":
      return `${name} was moved. Its layers will lie beside it.`;
    case "changed":
      return `${name} was changed since. Its layers show it as it was.`;
    case "gone":
      return `${name} is no longer in this file. Its layers will lie where it was.`;
    case "other-file":
      return `${name} is in the file “${file}”. Open that file to go on.`;
  }
}

function showsTheSame(node: SceneNode, { picture, frame }: PlacementPlan): boolean {
  if (picture.from === "image") {
    const isSized = near(node.width, frame.width) && near(node.height, frame.height);
    const { radii } = corners(node);
    const isRounded = radii.every((radius, at) => near(radius, frame.radii[at] ?? 0));
    return isSized && isRounded && plainImage(node)?.imageHash === picture.hash;
  }
  if (picture.bounds === "box") return near(node.width, frame.width) && near(node.height, frame.height);
  const drawn = "absoluteRenderBounds" in node ? node.absoluteRenderBounds : null;
  // The frame is larger by what completes its outer pixels.
  const spare = 2 / picture.scale;
  return drawn !== null && near(drawn.width, frame.width, spare) && near(drawn.height, frame.height, spare);
}

function stayed(node: SceneNode, plan: PlacementPlan): boolean {
  const [[a, b], [c, d]] = node.absoluteTransform;
  const [[e, f], [g, h]] = plan.node.axes;
  const box = boxAround(node.absoluteTransform, node.width, node.height);
  return (
    [a - e, b - f, c - g, d - h, box.x - plan.node.box.x, box.y - plan.node.box.y].every((by) =>
      near(by, 0),
    ) && pageOf(node)?.id === plan.page
  );
}
