import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  type Clock,
  imageFromBytes,
  type SourceImage,
  type StratifyError,
  systemClock,
  type Task,
} from "@stratify/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Service } from "../sandbox/faults.ts";
import { fingerprint } from "../sandbox/intern.ts";
import { tinyPng } from "./open-sandbox.ts";
import { type SandboxThread, startSandboxThread } from "./sandbox-thread.ts";
import { fastClock, sandboxClient } from "./services.ts";
import { soakFaults } from "./soak-faults.ts";
import { createWatch, type Trace } from "./soak-watch.ts";

const jobs = 2000;
const settled = 500;
const width = 48;
/** Most bytes that the later jobs may leave behind, all together. */
const allowedGrowth = 2 ** 20;
const seed = Number(process.env.SOAK_SEED ?? 7);

/** FIGUR's lost jobs are looked for by the time of day, so only sleeps are short. */
const shortSleeps: Clock = { now: Date.now, sleep: (ms, signal) => systemClock.sleep(ms / 300, signal) };

interface Soaked {
  readonly service: Service;
  readonly clock: Clock;
  readonly job: (picture: SourceImage, address: SourceImage, index: number) => readonly [Task, SourceImage];
}

const cutout: Task = { task: "cutout" };
const split: Task = { task: "split", keywords: ["cup"] };

/** Both ways of handing over a picture, where there are two. */
const soaked: readonly Soaked[] = [
  { service: "aetherforge", clock: fastClock(300), job: (picture) => [split, picture] },
  {
    service: "claid",
    clock: fastClock(600),
    job: (picture, address, index) => (index % 2 ? [split, picture] : [cutout, address]),
  },
  { service: "figur", clock: shortSleeps, job: (picture) => [beach, picture] },
  {
    service: "hitpaw",
    clock: fastClock(300),
    job: (picture, address, index) => [cutout, index % 2 ? picture : address],
  },
];

let beach: Task;
let thread: SandboxThread;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeEach(async () => {
  process.on("unhandledRejection", note);
  thread = await startSandboxThread({ results: "tiny", latency: 8, keep: { requests: 10 } });
  const [scene] = await sandboxClient(thread.sites).backgrounds("figur");
  beach = { task: "replace-background", background: { kind: "catalogue", id: scene?.id ?? "" } };
});
afterEach(async () => {
  process.off("unhandledRejection", note);
  await thread.close();
});

/** A picture of which there is no other, so that the service's books can be matched with the client's. */
const picture = (index: number) => Buffer.concat([tinyPng, Buffer.from(`job ${index}`)]);

describe.each(soaked)("$service", ({ service, clock, job }) => {
  it(`pays for ${jobs} jobs at most once each and loses none, whatever fails (seed ${seed})`, async () => {
    const pictures = Array.from({ length: jobs }, (_, index) => picture(index));
    const urls = await thread.ask("imageUrls", pictures);
    const watch = createWatch();
    const options = { clock, journal: watch.journal, fetch: watch.fetch, requestTimeout: 300 };
    const client = sandboxClient(thread.sites, options);
    const failed: { readonly trace: Trace; readonly error: StratifyError }[] = [];

    const runJob = async (index: number) => {
      const name = `${index}.png`;
      const bytes = imageFromBytes(picture(index), name);
      const [task, image] = job(bytes, { kind: "url", name, url: urls[index] ?? "" }, index);
      await watch.during(index, async (trace) => {
        const { layers, failures } = await client.run(task, image, { provider: service, deadline: 5000 });
        const [failure] = failures;
        if (failure) failed.push({ trace, error: failure.error });
        else expect(layers.length).toBeGreaterThan(0);
      });
    };

    await thread.ask("random", seed, soakFaults);
    await inParallel(0, settled, runJob);
    const before = memory();
    await inParallel(settled, jobs, runJob);
    const growth = memory() - before;
    await thread.ask("clearFaults");

    const paid = new Map<string, string[]>();
    for (const { image, job } of await thread.ask("paid"))
      paid.set(image, [...(paid.get(image) ?? []), job]);
    const jobsPaid = (index: number) => paid.get(fingerprint(picture(index))) ?? [];
    const failedIndexes = new Set(failed.map(({ trace }) => trace.index));

    // Nothing is paid for twice, and nothing delivered that was not paid for.
    for (const index of pictures.keys()) {
      const times = jobsPaid(index).length;
      expect(times, `job ${index}`).toBeLessThanOrEqual(1);
      if (!failedIndexes.has(index)) expect(times, `job ${index}`).toBe(1);
    }
    expect(watch.violations).toEqual([]);

    // What was paid for and not delivered can be taken up, or is said to be uncertain.
    const later = sandboxClient(thread.sites, { clock });
    const uncertain: Trace[] = [];
    await inParallel(0, failed.length, async (which) => {
      const { trace, error } = failed[which] ?? { trace: undefined, error: undefined };
      if (!trace || !error) return;
      const [accepted] = jobsPaid(trace.index);
      const about = `job ${trace.index}: ${error.message}`;
      if (trace.refused) expect(accepted, about).toBeUndefined();
      if (error.handle) {
        expect(trace.handle, about).toEqual(error.handle);
        const { layers } = await later.resume(JSON.parse(JSON.stringify(error.handle)));
        expect(layers.length, about).toBeGreaterThan(0);
      } else if (accepted) {
        expect(error.mayHaveBeenCharged, about).toBe(true);
        expect(trace, about).toMatchObject({ intent: { image: `${trace.index}.png` }, refused: false });
        uncertain.push(trace);
      }
    });

    // FIGUR can list its jobs, so none of its stays uncertain.
    if (service === "figur") {
      await inParallel(0, uncertain.length, async (which) => {
        const { index, intent } = uncertain[which] as Trace;
        const handle = intent && (await later.recover(JSON.parse(JSON.stringify(intent))));
        expect(handle?.job, `job ${index}`).toBe(jobsPaid(index)[0]);
        expect((await later.resume(handle)).layers.length).toBeGreaterThan(0);
      });
    }

    console.log(service, { paid: paid.size, failed: failed.length, uncertain: uncertain.length, resumable: failed.filter(f=>f.error.handle).length, growth });
    expect(paid.size).toBe((await thread.ask("paid")).length);
    expect(failed.length).toBeLessThan(jobs / 4);
    expect(await thread.ask("leaks")).toEqual([]);
    expect(unhandled).toEqual([]);
    expect(growth).toBeLessThan(allowedGrowth);
  }, 180_000);
});

/** Does `work` for every number from `from` up to `to`, {@link width} at a time. */
async function inParallel(from: number, to: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = from;
  const worker = async () => {
    while (next < to) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes that are really held, results included. */
function memory(): number {
  for (let round = 0; round < 3; round++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
