import { inspect } from "node:util";
import {
  type CatalogueBackground,
  type ClientOptions,
  type Clock,
  createClient,
  isStratifyError,
  type JournalEntry,
  type SourceImage,
  systemClock,
  type Task,
} from "@stratify/core";
import { type FigurOptions, figur } from "@stratify/core/providers/figur";
import type { Fault } from "../sandbox/faults.ts";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";
import { openSandbox } from "./open-sandbox.ts";
import { recordingFetch } from "./recording-fetch.ts";

/** Sleeps pass a hundred times as fast; the time of day is true, since lost jobs are looked for by it. */
const clock: Clock = { now: () => Date.now(), sleep: (ms, signal) => systemClock.sleep(ms / 100, signal) };

export interface StartFigurOptions extends SandboxOptions {
  readonly figur?: Partial<FigurOptions>;
  readonly client?: Partial<ClientOptions>;
}

/** A sandbox, clients of its FIGUR, what they send and journal, and the task of its first two backgrounds. */
export async function startFigur({ figur: set, client: setClient, ...options }: StartFigurOptions = {}) {
  const sandbox = await openSandbox(options);
  const { fetch, sent } = recordingFetch();
  const journal: JournalEntry[] = [];
  const newClient = (more: Partial<FigurOptions> = {}) =>
    createClient({
      providers: [figur({ ...siteOf(sandbox, "figur"), outputPreset: "portrait-4x5", ...set, ...more })],
      fetch,
      clock,
      journal: { write: (entry) => void journal.push(entry) },
      ...setClient,
    });
  const client = newClient();
  const [first, second] = await client.backgrounds("figur");
  if (!first || !second) throw new Error("the sandbox's catalogue is too small");
  sent.length = 0;
  sandbox.requests.length = 0;

  /** What was posted to the one path that costs. */
  const swaps = () =>
    sent
      .filter(({ method, url }) => method === "POST" && url.pathname === "/v1/background-swap-with-image")
      .map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>);
  const paths = () => sandbox.requests.filter(({ site }) => site === "figur").map(({ path }) => path);
  return {
    sandbox,
    client,
    newClient,
    sent,
    journal,
    swaps,
    paths,
    beach: ontoEntry(second),
    studio: ontoEntry(first),
  };
}

/** The task of putting an image before an entry of the catalogue. */
function ontoEntry({ background }: CatalogueBackground): Extract<Task, { task: "replace-background" }> {
  return { task: "replace-background", background };
}

/** The task of putting an image before a background of the catalogue. */
export function onto(id: string): Extract<Task, { task: "replace-background" }> {
  return { task: "replace-background", background: { kind: "catalogue", id } };
}

/** The picture of an earlier job. */
export function render(id: string): SourceImage {
  return { kind: "render", name: "desk.png", id };
}

/** An answer in place of the sandbox's own: to a request that it accepted, if the status says so. */
export function answer(body: unknown, status = 200): Fault {
  const headers = { "content-type": "application/json" };
  return { kind: "arbitrary", status, headers, body: JSON.stringify(body), accepted: status < 300 };
}

/** The error of a promise that must reject with one of ours. */
export async function failure(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (isStratifyError(error)) return error;
  throw new Error(`not one of our errors: ${inspect(error)}`);
}
