import type { PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Answer, Question } from "../../shared/contract.ts";
import { findScene } from "../find-node.ts";
import { checkJob } from "../journal/check-job.ts";
import type { Journal } from "../journal/journal.ts";
import { placeResults } from "../place/place-results.ts";
import { nodeState, stateSentence } from "../plan/node-state.ts";
import type { PlanBook } from "../plan/plan-book.ts";
import { pageOf } from "../plan/plan-placement.ts";
import { PluginError, sentenceOf } from "../plugin-error.ts";
import { readSettings, writeSettings } from "../settings.ts";
import type { Answers } from "./bridge.ts";
import { takePicture, takeSavedPicture } from "./take-picture.ts";

/** What the answers need. */
export interface MainParts {
  readonly figma: PluginAPI;
  readonly files: Readonly<Record<string, string>>;
  readonly start: () => Promise<Answer<"start">>;
  readonly journal: Journal;
  readonly book: PlanBook;
  readonly copies: Set<SceneNode>;
}

/** The main code's answers, one to each question. */
export function createAnswers(parts: MainParts): Answers {
  const { figma, files, journal, book } = parts;
  return {
    start: parts.start,
    export: ({ unit }) => takePicture(parts, unit),
    "export-saved": ({ id }) => takeSavedPicture(parts, id),
    "add-image": ({ bytes }) => ({ image: addImage(figma, bytes) }),
    place: ({ results }) => placeResults(figma, book, results),
    "journal-write": (job) => keepJob(parts, job),
    "journal-list": () => listJobs(parts),
    "journal-remove": async ({ id }) => {
      await journal.remove(id);
      return {};
    },
    "settings-read": async () => ({ settings: await readSettings(figma.clientStorage) }),
    "settings-write": async ({ settings }) => {
      await writeSettings(figma.clientStorage, settings);
      return {};
    },
    asset: ({ name }) => {
      const data = files[name];
      if (data === undefined) throw new PluginError("no-asset", `The plugin has no file “${name}”.`);
      return { data };
    },
    show: ({ node }) => show(figma, node),
    notify: ({ text, error }) => {
      figma.notify(text, { error });
      return {};
    },
    resize: ({ width, height }) => {
      figma.ui.resize(Math.max(70, width), Math.max(0, height));
      return {};
    },
    "open-link": ({ url }) => {
      if (!/^https?:\/\//.test(url))
        throw new PluginError("not-understood", "That is no address of the web.");
      figma.openExternal(url);
      return {};
    },
    close: () => {
      figma.closePlugin();
      return {};
    },
  };
}

function addImage(figma: Pick<PluginAPI, "createImage">, bytes: Uint8Array): string {
  try {
    return figma.createImage(bytes).hash;
  } catch (thrown) {
    throw new PluginError("bad-image", `Figma did not take a layer's picture: ${sentenceOf(thrown)}`);
  }
}

async function keepJob(
  { figma, journal, book }: MainParts,
  { id, plan, about, job }: Question<"journal-write">,
): Promise<Answer<"journal-write">> {
  checkJob(job, await readSettings(figma.clientStorage));
  await journal.write({ id, plan, planned: book.get(plan), about, job, at: Date.now() });
  return {};
}

async function listJobs({ figma, journal, book }: MainParts): Promise<Answer<"journal-list">> {
  const entries = await journal.list();
  const jobs = entries.map(async ({ id, plan: name, planned, about, job, at }) => {
    book.restore(name, planned);
    const { state } = await nodeState(figma, planned.plan);
    const { node } = planned.plan;
    return {
      id,
      plan: name,
      name: node.name,
      state,
      text: stateSentence(state, planned.plan),
      at,
      about,
      job,
    };
  });
  return { jobs: await Promise.all(jobs) };
}

async function show(figma: PluginAPI, id: string): Promise<Answer<"show">> {
  const node = await findScene(figma, id);
  const page = node && pageOf(node);
  if (!page) throw new PluginError("gone", "This layer is no longer there.");
  await figma.setCurrentPageAsync(page);
  page.selection = [node];
  figma.viewport.scrollAndZoomIntoView([node]);
  return {};
}
