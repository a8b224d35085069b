import type { PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Exported } from "../../shared/contract.ts";
import { refusalOf } from "../collect/refusal-of.ts";
import { exportPicture } from "../export/export-picture.ts";
import { findScene } from "../find-node.ts";
import type { Journal } from "../journal/journal.ts";
import { fingerprint } from "../plan/fingerprint.ts";
import { nodeState, stateSentence } from "../plan/node-state.ts";
import type { PlanBook } from "../plan/plan-book.ts";
import { pageOf, planPlacement } from "../plan/plan-placement.ts";
import { PluginError } from "../plugin-error.ts";

interface Parts {
  readonly figma: Pick<PluginAPI, "getImageByHash" | "getNodeByIdAsync" | "root">;
  readonly book: PlanBook;
  /** Copies that are on the page while they are drawn. */
  readonly copies: Set<SceneNode>;
}

/** @throws {PluginError} a code of `refusalOf`, `gone`, `no-size`, `not-exported` */
export async function takePicture(parts: Parts, id: string): Promise<Exported> {
  const node = await findScene(parts.figma, id);
  if (!node) throw new PluginError("gone", "This layer is no longer there.");
  return (await pictureOf(parts, node)).exported;
}

/** @throws {PluginError} as for `takePicture`, `changed`, `other-file` */
export async function takeSavedPicture(
  parts: Parts & { readonly journal: Journal },
  id: string,
): Promise<Exported> {
  const entry = await parts.journal.read(id);
  if (!entry) throw new PluginError("gone", "This job is no longer kept here.");
  const { plan, fingerprint: before } = entry.planned;
  const now = await nodeState(parts.figma, plan);
  if (now.state !== "ready" && now.state !== "moved")
    throw new PluginError(now.state, stateSentence(now.state, plan));
  const { exported, print } = await pictureOf(parts, now.node);
  if (print !== before) throw new PluginError("changed", stateSentence("changed", plan));
  return exported;
}

async function pictureOf({ figma, book, copies }: Parts, node: SceneNode) {
  const refusal = refusalOf(node);
  if (refusal) throw new PluginError(refusal.code, refusal.text);
  // A copy may be needed, and only a page that is loaded takes one.
  await pageOf(node)?.loadAsync();
  const plan = await planPlacement(figma, node);
  const bytes = await exportPicture(figma, node, plan, copies);
  const print = fingerprint(bytes);
  const exported: Exported = {
    plan: book.keep({ plan, fingerprint: print }),
    name: plan.node.name,
    bytes,
    original: plan.picture.from === "image",
  };
  return { exported, print };
}
