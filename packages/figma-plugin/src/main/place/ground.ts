import type { PageNode, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Box } from "../../shared/placement-plan.ts";
import { boxAround } from "../matrix.ts";

/** Where a node is on its page, upright. */
export function boxOf(node: SceneNode): Box {
  return boxAround(node.absoluteTransform, node.width, node.height);
}

/** What lies on pages while results are placed. Each page is asked once: a page may hold thousands of nodes. */
export class Ground {
  readonly #pages = new Map<string, Box[]>();

  on(page: PageNode): readonly Box[] {
    return this.#boxes(page);
  }

  /** @param node was put onto a page just now */
  add(page: PageNode, node: SceneNode): void {
    this.#boxes(page).push(boxOf(node));
  }

  #boxes(page: PageNode): Box[] {
    const known = this.#pages.get(page.id);
    if (known) return known;
    const boxes = page.children.map(boxOf);
    this.#pages.set(page.id, boxes);
    return boxes;
  }
}
