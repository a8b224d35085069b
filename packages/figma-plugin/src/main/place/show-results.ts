import type {
  FrameNode,
  PageNode,
  PluginAPI,
  Rect,
  SceneNode,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Matrix } from "../../shared/placement-plan.ts";
import { boxAround } from "../matrix.ts";

/** What was made of a result, where. */
export interface Made {
  readonly frame: FrameNode;
  readonly page: PageNode;
  readonly source: SceneNode | undefined;
}

/**
 * Selects what was made, on its page. The view moves only for a user who is on that page and does not see it all; then
 * it shows the sources too.
 */
export function showResults(
  { currentPage, viewport }: Pick<PluginAPI, "currentPage" | "viewport">,
  made: readonly Made[],
): void {
  for (const page of new Map(made.map((one) => [one.page.id, one.page])).values())
    page.selection = made.filter((one) => one.page.id === page.id).map(({ frame }) => frame);

  const here = made.filter(({ page }) => page.id === currentPage.id);
  if (here.every(({ frame }) => isSeen(frame.absoluteTransform, frame.width, frame.height, viewport.bounds)))
    return;
  const sources = here.map(({ source }) => source).filter((source) => source !== undefined);
  viewport.scrollAndZoomIntoView([...sources, ...here.map(({ frame }) => frame)]);
}

function isSeen(transform: Matrix, width: number, height: number, view: Rect): boolean {
  const box = boxAround(transform, width, height);
  return (
    box.x >= view.x &&
    box.y >= view.y &&
    box.x + box.width <= view.x + view.width &&
    box.y + box.height <= view.y + view.height
  );
}
