import type { BaseNode, PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";

/** In a large file Figma may never answer for a node of a page that is not open. */
const patience = 5_000;

/** A node of any page; `undefined` for one that is no longer there, or that Figma does not find in five seconds. */
export async function findNode(
  figma: Pick<PluginAPI, "getNodeByIdAsync">,
  id: string,
): Promise<BaseNode | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    const found = await Promise.race([figma.getNodeByIdAsync(id), late]);
    return found ?? undefined;
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}

/** The same, for what lies on a page. */
export async function findScene(
  figma: Pick<PluginAPI, "getNodeByIdAsync">,
  id: string,
): Promise<SceneNode | undefined> {
  const found = await findNode(figma, id);
  return found && found.type !== "PAGE" && found.type !== "DOCUMENT" ? found : undefined;
}
