import type { SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { about } from "../../shared/contract.ts";
import { type Guarded, shape, text } from "../../shared/guard.ts";

const key = "stratify";

const originShape = shape({ node: text, about });

/** What a result frame was made of, and by what: kept with it, in at most a few hundred bytes. */
export type Origin = Guarded<typeof originShape>;

export function writeOrigin(node: Pick<SceneNode, "setPluginData">, origin: Origin): void {
  node.setPluginData(key, JSON.stringify(origin));
}

/** `undefined` for what is no result. */
export function readOrigin(node: Pick<SceneNode, "getPluginData">): Origin | undefined {
  const written = node.getPluginData(key);
  if (written === "") return undefined;
  try {
    const origin: unknown = JSON.parse(written);
    return originShape(origin) ? origin : undefined;
  } catch {
    return undefined;
  }
}
