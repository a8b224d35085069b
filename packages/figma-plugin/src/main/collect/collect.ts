import type { PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Refusal, Selection, Unit } from "../../shared/contract.ts";
import { readOrigin } from "../place/origin.ts";
import { refusalOf } from "./refusal-of.ts";

/** Sorts what is selected into what can be split and what can't, with the reason; as it lies on the page. */
export function collect(selected: readonly SceneNode[]): Selection {
  const units: Unit[] = [];
  const refused: Refusal[] = [];
  for (const node of asRead(selected)) {
    const refusal = refusalOf(node);
    const { id, name } = node;
    if (refusal) refused.push({ id, name, ...refusal });
    else units.push({ id, name, width: node.width, height: node.height });
  }
  return { units, refused };
}

/** For "Split again": instead of each result the node that it was made of. */
export async function collectSources(
  figma: Pick<PluginAPI, "getNodeByIdAsync">,
  selected: readonly SceneNode[],
): Promise<Selection> {
  const sources = new Map<string, SceneNode>();
  const gone: Refusal[] = [];
  for (const node of selected) {
    const origin = readOrigin(node);
    const source = origin ? await figma.getNodeByIdAsync(origin.node) : node;
    if (source && source.type !== "PAGE" && source.type !== "DOCUMENT") sources.set(source.id, source);
    else
      gone.push({
        id: node.id,
        name: node.name,
        code: "source-gone",
        text: `What “${node.name}” was made of is no longer there. Select another picture to split.`,
      });
  }
  const { units, refused } = collect([...sources.values()]);
  return { units, refused: [...gone, ...refused] };
}

/** A selection comes in no order: top to bottom, then left to right. Each place is asked for once: asking is slow. */
function asRead(selected: readonly SceneNode[]): SceneNode[] {
  const placed = selected.map((node) => {
    const [[, , x], [, , y]] = node.absoluteTransform;
    return { node, x, y };
  });
  return placed.sort((one, other) => one.y - other.y || one.x - other.x).map(({ node }) => node);
}
