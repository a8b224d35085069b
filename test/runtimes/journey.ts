import {
  type Client,
  type Cost,
  createClient,
  imageFromBytes,
  isStratifyError,
  type Layer,
  type SourceImage,
  type StratifyError,
  type Task,
} from "@stratify/core";
import { descriptorOf } from "../sandbox/descriptors.ts";

/** One way of using a service, as JSON. */
export interface JourneyCase {
  readonly name: string;
  readonly service: string;
  readonly task: Task;
  readonly input: "bytes" | "url";
  readonly polled: boolean;
}

/** All that a journey has to be told, as JSON. */
export interface JourneyInput {
  /** What each service's provider is made with, by the service's id. */
  readonly services: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly cases: readonly JourneyCase[];
  /** A PNG in base64. */
  readonly picture: string;
  /** Where a service can fetch the same image. */
  readonly pictureUrl: string;
  /** Set where a browser may repeat paid requests, and the journey is taken all the same. */
  readonly allowResend?: boolean;
}

/** What a step came to. */
export interface Outcome {
  /** Name, role and format of each layer. */
  readonly layers: readonly string[];
  readonly failures: readonly Pick<StratifyError, "code" | "mayHaveBeenCharged" | "message">[];
  readonly cost?: Cost;
}

/** Every step by its name. */
export type JourneyReport = Readonly<Record<string, Outcome>>;

/** What the steps are called in the report. */
export const stepNames = {
  stopped: (name: string) => `${name}, stopped and resumed`,
  wrongKey: (service: string) => `${service} with a wrong key`,
  shortKeyword: (service: string) => `${service} with a short keyword`,
};

interface Result {
  readonly layers: readonly Layer[];
  readonly failures?: readonly { readonly error: StratifyError }[];
  readonly cost?: Cost;
}

/**
 * Uses core for all that it is for: every task at every service, jobs taken up from their JSON, and the ways to be told
 * no. It runs wherever there is `fetch`, so that one bundle of it can be run everywhere.
 */
export async function journey({
  services,
  cases,
  picture,
  pictureUrl,
  allowResend = false,
}: JourneyInput): Promise<JourneyReport> {
  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
  const images: Readonly<Record<JourneyCase["input"], SourceImage>> = {
    bytes: imageFromBytes(bytes, "coffee.png"),
    url: { kind: "url", name: "coffee.png", url: pictureUrl },
  };
  const clientOf = (more: Readonly<Record<string, string>> = {}): Client =>
    createClient<string>({
      allowResend,
      providers: Object.entries(services).map(([id, options]) =>
        descriptorOf(id).create({ ...options, ...more }),
      ),
    });
  const client = clientOf();

  const run = async (by: Client, { task, input, service }: JourneyCase) =>
    by.run(await chosen(by, service, task), images[input], { provider: service });

  const stopAndResume = async ({ task, input, service }: JourneyCase): Promise<Result> => {
    const stop = new AbortController();
    const stopped = await client.run(await chosen(client, service, task), images[input], {
      provider: service,
      signal: stop.signal,
      onProgress: ({ phase }) => (phase === "queued" || phase === "running") && stop.abort(),
    });
    const handle = stopped.failures[0]?.error.handle;
    if (!handle) return stopped;
    const { layers } = await clientOf().resume(JSON.parse(JSON.stringify(handle)));
    return { ...stopped, layers };
  };

  const steps = cases.flatMap((each): [string, Promise<Result>][] => [
    [each.name, run(client, each)],
    ...(each.polled
      ? [[stepNames.stopped(each.name), stopAndResume(each)] as [string, Promise<Result>]]
      : []),
  ]);
  const stranger = clientOf({ apiKey: "a-guess-at-a-key-0123456789" });
  for (const [id, { apiKey }] of Object.entries(services)) {
    const first = cases.find(({ service }) => service === id);
    if (apiKey && first) steps.push([stepNames.wrongKey(id), run(stranger, first)]);
  }
  for (const { id, capabilities } of client.providers) {
    const { min = 0 } = capabilities.keywords ?? {};
    if (min < 2) continue;
    const task: Task = { task: "split", keywords: ["x".repeat(min - 1)] };
    steps.push([stepNames.shortKeyword(id), client.run(task, images.bytes, { provider: id })]);
  }
  return allOf(steps);
}

/** A background's id can only be known from the service's catalogue. */
async function chosen(client: Client, service: string, task: Task): Promise<Task> {
  if (task.task !== "replace-background" || task.background.kind !== "catalogue") return task;
  const [first] = await client.backgrounds(service);
  return { ...task, background: first?.background ?? task.background };
}

async function allOf(steps: readonly (readonly [string, Promise<Result>])[]): Promise<JourneyReport> {
  const entries = steps.map(async ([name, step]) => [name, await outcomeOf(step)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Anything but an error of core's own ends the journey: it would be a crash. */
async function outcomeOf(step: Promise<Result>): Promise<Outcome> {
  try {
    const { layers, failures = [], cost } = await step;
    return {
      layers: layers.map(({ name, role, format }) => `${name} (${role}, ${format})`),
      failures: failures.map(({ error }) => told(error)),
      ...(cost && { cost }),
    };
  } catch (error) {
    if (!isStratifyError(error)) throw error;
    return { layers: [], failures: [told(error)] };
  }
}

function told({ code, mayHaveBeenCharged, message }: StratifyError) {
  return { code, mayHaveBeenCharged, message };
}
