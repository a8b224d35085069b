import { type Client, createClient, imageFromBytes } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { startSandboxThread } from "../../contract/sandbox-thread.ts";
import { coffee, firstCase } from "../../contract/services.ts";
import { submitOne } from "../../contract/submit-one.ts";
import { sandboxProvider } from "../../sandbox/providers.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { instantClock } from "../instant-clock.ts";
import { giveOwnCore } from "./own-core.ts";
import { type RelayProcess, startRelay } from "./start-relay.ts";

/** Most time that the relay may add to a call at the median, in milliseconds. */
const allowedDelay = 15;
/** Least share of the direct throughput of result bytes. */
const allowedShare = 0.7;
/** Most bytes that the relay may hold more after many rounds of jobs than after the first ones. */
const allowedGrowth = 4 * 2 ** 20;

const calls = 200;
const resultBytes = 16 * 2 ** 20;
const downloads = 8;
const downloadRounds = 12;
const jobs = 200;
const jobRounds = 6;

/** The service whose calls are compared: one job a keyword. */
const splitting = firstCase(
  "that splits by upload and is polled",
  ({ task, input, polled }) => task.task === "split" && input === "bytes" && polled,
);

type Print = (line: string) => void;

/**
 * Compares calls through a relay with the same calls to the sandbox directly. Sandbox, relay and client each run in a
 * thread or process of their own; the two sides take turns.
 *
 * @returns what went past its limit, in words
 */
export async function benchRelay(print: Print): Promise<readonly string[]> {
  const thread = await startSandboxThread({ results: "tiny", latency: 0, keep: { downloaded: true } });
  const relay = await startRelay(thread.sites);
  try {
    const direct = createClient({ providers: [sandboxProvider(siteOf(thread.sites, splitting.service))] });
    const relayed = createClient({
      providers: await relayProviders(relay),
      clock: instant,
      concurrency: jobs,
    });
    const [url = ""] = await thread.ask("imageUrls", [largePng()]);
    return [
      ...(await delays(direct, relayed, print)),
      ...(await throughput(relayed, url, relay.pid, print)),
      ...(await memory(relayed, relay, print)),
    ];
  } finally {
    relay.close();
    await thread.close();
  }
}

/** Polls come at once; limits of time are 10 seconds and more. */
const instant = instantClock(10_000);

const image = imageFromBytes(coffee, "coffee.png");

async function delays(direct: Client, relayed: Client, print: Print): Promise<readonly string[]> {
  const sides = [
    { client: direct, provider: splitting.service },
    { client: relayed, provider: `relay:${splitting.service}` },
  ] as const;
  const taken = { submit: [[], []], status: [[], []], result: [[], []] } as Record<
    string,
    [number[], number[]]
  >;
  for (let round = -20; round < calls; round++) {
    for (const side of round % 2 ? [0, 1] : [1, 0]) {
      const at = sides[side];
      if (!at) continue;
      const note = (name: string, ms: number) => round >= 0 && taken[name]?.[side]?.push(ms);
      const [handle, submitting] = await timed(() =>
        submitOne(at.client, { task: "split", keywords: ["cup"] }, image, { provider: at.provider }),
      );
      note("submit", submitting);
      const [status, asking] = await timed(() => at.client.status(handle));
      note("status", asking);
      const [output] = status.state === "succeeded" ? status.outputs : [];
      const [, fetching] = await timed(async () => (await fetch(String(output?.content))).arrayBuffer());
      note("result", fetching);
    }
  }
  print(`| call, median of ${calls} | direct | through the relay | added, at most ${allowedDelay} ms |`);
  print("| --- | ---: | ---: | ---: |");
  return Object.entries(taken).flatMap(([name, [bare, through]]) => {
    const added = median(through) - median(bare);
    print(`| ${name} | ${ms(median(bare))} | ${ms(median(through))} | ${ms(added)} |`);
    return added > allowedDelay ? [`the relay adds ${ms(added)} to a ${name}`] : [];
  });
}

async function throughput(
  relayed: Client,
  url: string,
  pid: number,
  print: Print,
): Promise<readonly string[]> {
  const large = { kind: "url", name: "large.png", url } as const;
  const handle = await submitOne(relayed, { task: "cutout" }, large, { provider: "relay:hosted" });
  const status = await relayed.status(handle);
  const link = status.state === "succeeded" ? String(status.outputs[0]?.content) : "";
  print("");
  print(`${downloads} results of ${resultBytes / 2 ** 20} MB at once; at least ${allowedShare} times:`);
  const compare = async (where: string) => {
    const [bare, through] = await speeds(url, link);
    const share = through / bare;
    print(
      `${bare.toFixed(0)} MB/s direct, ${through.toFixed(0)} MB/s through the relay, ${share.toFixed(2)} times, ${where}`,
    );
    return share;
  };
  // A relay stands on another machine than those who ask it: that the three here take time from each other is not its.
  let share = await compare("client, sandbox and relay on the same cores");
  if (giveOwnCore(pid)) share = await compare("the relay on a core of its own");
  return share < allowedShare
    ? [`results pass through the relay at ${share.toFixed(2)} times the speed`]
    : [];
}

/** Megabytes a second of result bytes, from one address and from the other: the two take turns. */
async function speeds(direct: string, relayed: string): Promise<[number, number]> {
  const taken: [number[], number[]] = [[], []];
  for (let round = -2; round < downloadRounds; round++) {
    for (const side of round % 2 ? [0, 1] : [1, 0]) {
      const [, time] = await timed(() =>
        Promise.all(Array.from({ length: downloads }, () => read(side ? relayed : direct))),
      );
      if (round >= 0) taken[side]?.push(time);
    }
  }
  const speed = (times: readonly number[]) => (downloads * resultBytes) / 2 ** 20 / (median(times) / 1000);
  return [speed(taken[0]), speed(taken[1])];
}

async function memory(relayed: Client, relay: RelayProcess, print: Print): Promise<readonly string[]> {
  const keywords = Array.from({ length: jobs }, (_, job) => `thing ${job}`);
  const seen = [];
  for (let round = 0; round < jobRounds; round++) {
    const { failures } = await relayed.run({ task: "split", keywords }, image, {
      provider: `relay:${splitting.service}`,
    });
    if (failures[0]) throw failures[0].error;
    seen.push(await relay.memory());
  }
  const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  print("");
  print(
    `${jobs} jobs at once, ${jobRounds} times: MB held after each, at most ${mb(allowedGrowth)} more after the last than after the second: ${seen.map(({ held }) => mb(held)).join(", ")};`,
  );
  print(`MB resident: ${seen.map(({ resident }) => mb(resident)).join(", ")}`);
  const grown = (seen.at(-1)?.held ?? 0) - (seen[1]?.held ?? 0);
  return grown > allowedGrowth
    ? [`the relay holds ${mb(grown)} MB more after ${jobRounds} rounds of jobs`]
    : [];
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  return [await work(), performance.now() - began];
}

async function read(url: string): Promise<void> {
  const response = await fetch(url);
  let size = 0;
  for await (const chunk of response.body ?? []) size += chunk.length;
  if (size !== resultBytes) throw new Error(`a result of ${size} bytes, status ${response.status}`);
}

/** What begins as a PNG, of random bytes. */
function largePng(): Uint8Array {
  const bytes = Buffer.alloc(resultBytes);
  for (let at = 0; at < resultBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  bytes.set(coffee.subarray(0, 64));
  return bytes;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
