import type { FrameNode, PageNode, PluginAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Matrix, PlacementPlan } from "../../shared/placement-plan.ts";

/** Makes the empty frame of a result: the source's size, corners, opacity and blend mode, and no paint of its own. */
export function makeFrame(
  figma: Pick<PluginAPI, "createFrame">,
  page: PageNode,
  { node, frame: planned }: PlacementPlan,
  transform: Matrix,
): FrameNode {
  const frame = figma.createFrame();
  // It appears on the page that is open, which may be another by now.
  page.appendChild(frame);
  frame.name = `${node.name} layers`;
  frame.fills = [];
  frame.clipsContent = true;
  frame.resizeWithoutConstraints(planned.width, planned.height);
  [frame.topLeftRadius, frame.topRightRadius, frame.bottomRightRadius, frame.bottomLeftRadius] =
    planned.radii;
  frame.cornerSmoothing = planned.smoothing;
  frame.opacity = planned.opacity;
  frame.blendMode = planned.blendMode;
  const [[a, b, x], [c, d, y]] = transform;
  frame.relativeTransform = [
    [a, b, x],
    [c, d, y],
  ];
  frame.lockAspectRatio();
  return frame;
}
