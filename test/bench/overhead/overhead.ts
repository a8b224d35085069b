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
import { bareAetherForge, bareHitPaw } from "./bare.ts";

const jobs = 1000;
const concurrency = 16;
const rounds = 7;

/** Most time that the client may take, as a multiple of what the bare requests take. */
const allowed = 1.3;

/** Two ways of getting the same results by the same requests. */
interface Contest {
  readonly name: string;
  readonly client: () => Promise<void>;
  readonly bare: () => Promise<void>;
}

/**
 * Takes the time of 1,000 instant jobs, 16 at a time, through the client and through a loop of bare `fetch` calls
 * that sends the same requests, in turn. The services run in another thread.
 *
 * @returns what went past its limit, in words
 */
export async function benchOverhead(print: (line: string) => void): Promise<readonly string[]> {
  const thread = await startSandboxThread({ results: "tiny", latency: 0, keep: { downloaded: true } });
  try {
    const contests = [splitByUpload(thread), await cutoutByAddress(thread)];
    print("| 1,000 instant jobs, 16 at a time | requests | bare fetch | client | times |");
    print("| --- | ---: | ---: | ---: | ---: |");
    const over: string[] = [];
    for (const contest of contests) {
      const { requests, bare, client } = await measure(contest, thread);
      const times = client / bare;
      const cells = [
        contest.name,
        requests,
        `${bare.toFixed(0)} ms`,
        `${client.toFixed(0)} ms`,
        times.toFixed(2),
      ];
      print(`| ${cells.join(" | ")} |`);
      if (times > allowed)
        over.push(`${contest.name}: the client takes ${times.toFixed(2)} times as long as bare fetch`);
    }
    return over;
  } finally {
    await thread.close();
  }
}

/** Nothing is waited for: services answer at once. */
const instant: Clock = { now: Date.now, sleep: async (_, signal) => signal.throwIfAborted() };

function clientOf(provider: Provider) {
  return createClient({ providers: [provider], clock: instant, concurrency });
}

function splitByUpload({ sites }: SandboxThread): Contest {
  const client = clientOf(aetherforge(sites.aetherforge));
  const image = imageFromBytes(tinyPng, "picture.png");
  const keywords = Array.from({ length: jobs }, (_, job) => `thing ${job}`);
  const bare = bareAetherForge(sites.aetherforge, new File([tinyPng], "image.png", { type: "image/png" }));
  return {
    name: "split by upload",
    client: async () =>
      complete(await client.run({ task: "split", keywords }, image, { provider: "aetherforge" })),
    bare: () => sideBySide((job) => bare(keywords[job] ?? "")),
  };
}

async function cutoutByAddress({ sites, ask }: SandboxThread): Promise<Contest> {
  const client = clientOf(hitpaw(sites.hitpaw));
  const [url = ""] = await ask("imageUrls", [tinyPng]);
  const image: SourceImage = { kind: "url", name: "picture.png", url };
  const bare = bareHitPaw(sites.hitpaw, url);
  return {
    name: "cutout by address",
    client: () =>
      sideBySide(async () => complete(await client.run({ task: "cutout" }, image, { provider: "hitpaw" }))),
    bare: () => sideBySide(bare),
  };
}

/** Times both in turn, each first as often as the other, and takes the medians. */
async function measure(contest: Contest, { ask }: SandboxThread) {
  const times = { bare: [] as number[], client: [] as number[] };
  const requests = new Set<number>();
  const cpus = { bare: [] as number[], client: [] as number[] };
  await ask("requests");
  for (let round = -1; round < rounds; round++) {
    for (const side of round % 2 ? (["bare", "client"] as const) : (["client", "bare"] as const)) {
      const began = performance.now();
      const cpu = process.threadCpuUsage();
      await contest[side]();
      const used = process.threadCpuUsage(cpu);
      const took = performance.now() - began;
      requests.add(await ask("requests"));
      // The first round only warms up.
      if (round >= 0) times[side].push(took);
      if (round >= 0) cpus[side].push((used.user + used.system) / 1000);
    }
  }
  if (requests.size > 1)
    throw new Error(`the two sides sent different requests: ${[...requests].join(", ")}`);
  console.log(times, median(cpus.bare), median(cpus.client), median(cpus.client) / median(cpus.bare));
  return { requests: [...requests][0] ?? 0, bare: median(times.bare), client: median(times.client) };
}

async function sideBySide(run: (job: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < jobs) await run(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function complete({ failures }: TaskResult): void {
  if (failures[0]) throw failures[0].error;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
