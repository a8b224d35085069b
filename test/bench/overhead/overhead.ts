import {
  aetherforge,
  type Clock,
  createClient,
  hitpaw,
  imageFromBytes,
  type Provider,
  type SourceImage,
  type TaskResult,
} from "@stratify/core";
import { tinyPng } from "../../contract/open-sandbox.ts";
import { type SandboxThread, startSandboxThread } from "../../contract/sandbox-thread.ts";
import { sandboxService } from "../../sandbox/services/hitpaw/index.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { bareAetherForge, bareHitPaw } from "./bare.ts";
import { type Contest, compare } from "./compare.ts";

const jobs = 1000;
const concurrency = 16;
const rounds = 5;
/** Jobs in a row on one side: few, so that whatever else the machine does meets both sides alike. */
const turn = 100;

/** Most time that one task of 1,000 jobs may take, as a multiple of what the bare requests take. */
const allowed = 1.3;

/**
 * Compares 1,000 instant jobs, 16 at a time, through the client with a loop of bare `fetch` calls that sends the
 * same requests. The services run in another thread; the limit is on the time by the clock, and what this thread
 * itself has to do is printed beside it. So are 1,000 tasks of one job each, which have no limit: each opens a
 * deadline and a report of its own.
 *
 * @returns what went past its limit, in words
 */
export async function benchOverhead(print: (line: string) => void): Promise<readonly string[]> {
  const knobs = sandboxService.knobs({ coins: 1e9 });
  const thread = await startSandboxThread({ results: "tiny", latency: 0, knobs, keep: { downloaded: true } });
  try {
    print(
      "| 1,000 instant jobs, 16 at a time | requests | bare fetch | client | times | this thread's work, times |",
    );
    print("| --- | ---: | ---: | ---: | ---: | ---: |");
    const over: string[] = [];
    const oneTask = splitByUpload(thread);
    for (const contest of [oneTask, await cutoutByAddress(thread)]) {
      const { requests, bare, client } = await compare(contest, (rounds * jobs) / turn, thread);
      const ms = (time: number) => `${(time * (jobs / turn)).toFixed(0)} ms`;
      const numbers = [requests * (jobs / turn), ms(bare.elapsed), ms(client.elapsed)];
      const times = [client.elapsed / bare.elapsed, client.work / bare.work].map((ratio) => ratio.toFixed(2));
      print(`| ${[contest.name, ...numbers, ...times].join(" | ")} |`);
      if (contest === oneTask && client.elapsed > allowed * bare.elapsed)
        over.push(`${contest.name}: the client takes ${times[0]} times as long as bare fetch`);
    }
    return over;
  } finally {
    await thread.close();
  }
}

/** Nothing is waited for: the services answer at once. */
const instant: Clock = { now: Date.now, sleep: async (_, signal) => signal.throwIfAborted() };

function clientOf(provider: Provider) {
  return createClient({ providers: [provider], clock: instant, concurrency });
}

/** One task of many jobs. */
function splitByUpload({ sites }: SandboxThread): Contest {
  const client = clientOf(aetherforge(siteOf(sites, "aetherforge")));
  const image = imageFromBytes(tinyPng, "picture.png");
  const keywords = Array.from({ length: turn }, (_, job) => `thing ${job}`);
  const bare = bareAetherForge(
    siteOf(sites, "aetherforge"),
    new File([tinyPng], "image.png", { type: "image/png" }),
  );
  return {
    name: "one task, split by upload",
    client: async () =>
      complete(await client.run({ task: "split", keywords }, image, { provider: "aetherforge" })),
    bare: () => sideBySide((job) => bare(keywords[job] ?? "")),
  };
}

/** Many tasks of one job. */
async function cutoutByAddress({ sites, ask }: SandboxThread): Promise<Contest> {
  const client = clientOf(hitpaw(siteOf(sites, "hitpaw")));
  const [url = ""] = await ask("imageUrls", [tinyPng]);
  const image: SourceImage = { kind: "url", name: "picture.png", url };
  const bare = bareHitPaw(siteOf(sites, "hitpaw"), url);
  return {
    name: "1,000 tasks, cutout by address",
    client: () =>
      sideBySide(async () => complete(await client.run({ task: "cutout" }, image, { provider: "hitpaw" }))),
    bare: () => sideBySide(bare),
  };
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
