import { createClient, imageFromBytes, type SourceImage, type Task, type TaskResult } from "@stratify/core";
import { tinyPng } from "../../contract/open-sandbox.ts";
import { recordingFetch } from "../../contract/recording-fetch.ts";
import { type SandboxThread, startSandboxThread } from "../../contract/sandbox-thread.ts";
import { firstCase, type SuiteCase, serviceCases, taskOf } from "../../contract/services.ts";
import { sandboxProvider } from "../../sandbox/providers.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { instantClock } from "../instant-clock.ts";
import { bareLoop } from "./bare.ts";
import { type Contest, compare } from "./compare.ts";

const jobs = 1000;
const concurrency = 16;
/** Rounds of 1,000 jobs on either side: more where there is a limit to keep. */
const rounds = { limited: 5, printed: 2 };
/** Jobs in a row on one side: few, so that whatever else the machine does meets both sides alike. */
const turn = 100;

/** Limit of every call and request in milliseconds: longer than any pause that a service asks for. */
const noLimit = 1e9;

/** Most time that one task of 1,000 jobs may take, as a multiple of what the bare requests take. */
const allowed = 1.3;

/**
 * Compares 1,000 instant jobs, 16 at a time, through the client with a loop of bare `fetch` calls that sends the
 * same requests. The services run in another thread; the limit is on the time by the clock, and what this thread
 * itself has to do is printed beside it. So are 1,000 tasks of one job each in every way of using every service, which
 * have no limit: each opens a deadline and a report of its own.
 *
 * @returns what went past its limit, in words
 */
export async function benchOverhead(print: (line: string) => void): Promise<readonly string[]> {
  const thread = await startSandboxThread({ results: "tiny", latency: 0, keep: { jobs: 100_000 } });
  try {
    print(
      "| 1,000 instant jobs, 16 at a time | requests | bare fetch | client | times | this thread's work, times |",
    );
    print("| --- | ---: | ---: | ---: | ---: | ---: |");
    const measure = async (contest: Contest, count: number): Promise<number> => {
      const { requests, bare, client } = await compare(contest, (count * jobs) / turn, thread);
      const ms = (time: number) => `${(time * (jobs / turn)).toFixed(0)} ms`;
      const numbers = [requests * (jobs / turn), ms(bare.elapsed), ms(client.elapsed)];
      const times = [client.elapsed / bare.elapsed, client.work / bare.work];
      print(`| ${[contest.name, ...numbers, ...times.map((ratio) => ratio.toFixed(2))].join(" | ")} |`);
      return client.elapsed / bare.elapsed;
    };
    const split = firstCase(
      "that splits by upload and is polled",
      ({ task, input, polled }) => task.task === "split" && input === "bytes" && polled,
    );
    const ratio = await measure(await oneTask(thread, split), rounds.limited);
    for (const each of serviceCases) await measure(await manyTasks(thread, each), rounds.printed);
    return ratio > allowed
      ? [`${split.name}: the client takes ${ratio.toFixed(2)} times as long as bare fetch`]
      : [];
  } finally {
    await thread.close();
  }
}

/** One task of many jobs. */
async function oneTask(thread: SandboxThread, each: SuiteCase): Promise<Contest> {
  const keywords = Array.from({ length: turn }, (_, job) => `thing ${job}`);
  const { run, bare } = await prepare(thread, each, { task: "split", keywords: ["thing"] });
  return {
    name: `${each.name}: one task`,
    client: () => run({ task: "split", keywords }),
    bare: () => sideBySide(bare),
  };
}

/** Many tasks of one job. */
async function manyTasks(thread: SandboxThread, each: SuiteCase): Promise<Contest> {
  const task = await taskOf(thread.sites, each);
  const { run, bare } = await prepare(thread, each, task);
  return {
    name: `${each.name}: 1,000 tasks`,
    client: () => sideBySide(() => run(task)),
    bare: () => sideBySide(bare),
  };
}

/** A client of one service, and the bare loop that sends what it sends for a task of one job. */
async function prepare({ sites, ask }: SandboxThread, { service, input }: SuiteCase, one: Task) {
  const [url = ""] = await ask("imageUrls", [tinyPng]);
  const image: SourceImage =
    input === "bytes" ? imageFromBytes(tinyPng, "image.png") : { kind: "url", name: "image.png", url };
  const providers = [sandboxProvider(siteOf(sites, service))];
  const runner = (fetch?: typeof globalThis.fetch) => {
    const client = createClient({
      providers,
      clock: instantClock(noLimit),
      requestTimeout: noLimit,
      concurrency,
      ...(fetch && { fetch }),
    });
    return async (task: Task) =>
      complete(await client.run(task, image, { provider: service, deadline: noLimit }));
  };
  const { fetch, sent } = recordingFetch();
  await runner(fetch)(one);
  return { run: runner(), bare: bareLoop(sent, await ask("filesUrl")) };
}

/** Runs a turn's jobs, as many at once as the client does. */
async function sideBySide(run: (job: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < turn) await run(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function complete({ failures }: TaskResult): void {
  if (failures[0]) throw failures[0].error;
}
