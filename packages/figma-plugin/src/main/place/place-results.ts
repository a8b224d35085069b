import type { FrameNode, PageNode, PluginAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Answer, PlaceNote, Result } from "../../shared/contract.ts";
import type { PlacementPlan } from "../../shared/placement-plan.ts";
import { stateSentence } from "../plan/node-state.ts";
import type { PlanBook } from "../plan/plan-book.ts";
import { PluginError, refusalFrom } from "../plugin-error.ts";
import { type Destination, destinationOf, type Found, findParts, frameTransform } from "./destination.ts";
import { Ground } from "./ground.ts";
import { makeFrame } from "./make-frame.ts";
import { fromPixels, makeLayer } from "./make-layer.ts";
import { writeOrigin } from "./origin.ts";
import { offerAgain, offerFurther } from "./relaunch.ts";
import { type Made, showResults } from "./show-results.ts";

type Figma = Pick<
  PluginAPI,
  | "commitUndo"
  | "createFrame"
  | "createRectangle"
  | "currentPage"
  | "getImageByHash"
  | "getNodeByIdAsync"
  | "group"
  | "root"
  | "viewport"
>;

interface Ready {
  readonly result: Result;
  readonly plan: PlacementPlan;
  readonly found: Found;
}

/**
 * Places results, each in a frame of its own. All that has to be waited for comes first; then the document is changed
 * in one go, which is one step to undo. A result that fails leaves nothing behind and keeps none of the others.
 */
export async function placeResults(
  figma: Figma,
  book: PlanBook,
  results: readonly Result[],
): Promise<Answer<"place">> {
  const ready: Ready[] = [];
  const placed: Answer<"place">["placed"][number][] = [];
  const refused: Answer<"place">["refused"][number][] = [];
  for (const result of results) {
    try {
      const { plan } = book.get(result.plan);
      ready.push({ result, plan, found: await findParts(figma, plan) });
    } catch (thrown) {
      refused.push({ plan: result.plan, ...refusalFrom(thrown) });
    }
  }

  const made: Made[] = [];
  const ground = new Ground();
  for (const { result, plan, found } of ready) {
    try {
      const destination = destinationOf(figma, plan, found);
      const { page, source, state } = destination;
      if (state === "other-file") throw new PluginError(state, stateSentence(state, plan));
      const transform = frameTransform(plan, destination, ground.on(page));
      const frame = placeResult(figma, result, makeFrame(figma, page, plan, transform), plan);
      ground.add(page, frame);
      made.push({ frame, page, source });
      const note = noteOf(plan, destination, figma.currentPage);
      placed.push({ plan: result.plan, frame: frame.id, ...(note && { note }) });
    } catch (thrown) {
      refused.push({ plan: result.plan, ...refusalFrom(thrown) });
    }
  }
  if (made.length > 0) {
    showResults(figma, made);
    figma.commitUndo();
  }
  return { placed, refused };
}

function placeResult(figma: Figma, result: Result, frame: FrameNode, plan: PlacementPlan): FrameNode {
  try {
    const toFrame = fromPixels(plan.place, result.source);
    for (const layer of result.layers) offerFurther(makeLayer(figma, frame, layer, toFrame));
    writeOrigin(frame, { node: plan.node.id, about: result.about });
    offerAgain(frame, result.about);
    return frame;
  } catch (thrown) {
    frame.remove();
    throw thrown;
  }
}

function noteOf(
  { node }: PlacementPlan,
  { page, state, source }: Destination,
  open: PageNode,
): PlaceNote | undefined {
  const name = `“${node.name}”`;
  if (!source) return { code: "gone", text: `${name} is no longer there. Its layers lie where it was.` };
  if (state === "changed")
    return { code: "changed", text: `${name} was changed in the meantime. Its layers show it as it was.` };
  if (page.id !== open.id)
    return { code: "other-page", text: `The layers of ${name} are on the page “${page.name}”.` };
  return state === "moved"
    ? { code: "moved", text: `${name} was moved. Its layers lie beside it.` }
    : undefined;
}
