import {
  type Clock,
  type Intent,
  imageFromBytes,
  type JobHandle,
  type SourceImage,
  type StratifyError,
  systemClock,
} from "@stratify/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint } from "../sandbox/intern.ts";
import { sandboxServices } from "../sandbox/registry.ts";
import type { SandboxService } from "../sandbox/service.ts";
import { heldMemory } from "./held-memory.ts";
import { tinyPng } from "./open-sandbox.ts";
import { type SandboxThread, startSandboxThread } from "./sandbox-thread.ts";
import { fastClock, sandboxClient, serviceCases, taskOf } from "./services.ts";
import { soakFaults } from "./soak-faults.ts";
import { createWatch, type Trace } from "./soak-watch.ts";

const jobs = 2000;
/** After so many jobs everything that is needed only once is there. */
const warm = 500;
const width = 48;
/** In bytes: who holds on to every sixth picture holds too much. */
const pictureSize = 16_384;
/** Most bytes that the jobs after the first ones may leave behind, all together. */
const allowedGrowth = 4 * 2 ** 20;
/** The order in which requests meet the faults depends on the machine, their mix on this alone. */
const seed = Number(process.env.SOAK_SEED ?? 7);

/** Where lost jobs are looked for by the time of day, only sleeps are short. */
const clockOf = ({ recovers, soakSpeed }: SandboxService): Clock =>
  recovers
    ? { now: Date.now, sleep: (ms, signal) => systemClock.sleep(ms / soakSpeed, signal) }
    : fastClock(soakSpeed);

/** What some answers ask to wait, in seconds of the clock: what is found by the time of day is not waited for. */
const retryAfterOf = ({ recovers }: SandboxService): number => (recovers ? 0.01 : 1);

let thread: SandboxThread;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(async () => {
  process.on("unhandledRejection", note);
  thread = await startSandboxThread({ results: "tiny", latency: 8, keep: { requests: 10 } });
});
afterEach(async () => {
  process.off("unhandledRejection", note);
  await thread.close();
});

describe.each(sandboxServices)("$id", (facts) => {
  const service = facts.id;
  /** Nobody is charged for what was lost, so nothing is said of it. */
  const free = serviceCases.some((each) => each.service === service && each.free);
  const clock = clockOf(facts);

  it(`pays for each of ${jobs} jobs at most once and loses none, whatever fails (seed ${seed})`, async () => {
    const urls = await thread.ask(
      "imageUrls",
      Array.from({ length: jobs }, (_, index) => picture(index)),
    );
    const { fetch, journal, violations, during } = createWatch(service);
    const cases = await Promise.all(
      facts.cases.map(async ({ input, task }) => ({
        input,
        task: await taskOf(thread.sites, { service, task }),
      })),
    );
    const client = sandboxClient(thread.sites, {
      clock,
      journal,
      fetch,
      requestTimeout: 300 * facts.soakSpeed,
    });
    const failures: Failed[] = [];
    const delivered = new Map<number, JobHandle>();
    const run = async (index: number) => {
      const name = `${index}.png`;
      // The ways of using the service in turn, where there are several.
      const { task, input } = cases[index % cases.length] ?? raise("it has no cases");
      const image: SourceImage =
        input === "bytes"
          ? imageFromBytes(picture(index), name)
          : { kind: "url", name, url: urls[index] ?? "" };
      await during(index, async (trace) => {
        const result = await client.run(task, image, { provider: service, deadline: 4000 * facts.soakSpeed });
        for (const { error } of result.failures) failures.push(failed(trace, error));
        for (const { handle } of result.jobs) delivered.set(index, handle);
        expect(result.layers.length > 0).toBe(result.failures.length === 0);
      });
    };

    await thread.ask("random", seed, soakFaults(retryAfterOf(facts)));
    await inParallel(0, warm, run);
    const before = await heldMemory();
    await inParallel(warm, jobs, run);
    const growth = (await heldMemory()) - before;
    await thread.ask("clearFaults");

    const paid = await paidJobs();
    expect(delivered.size + failures.length).toBe(jobs);
    for (let index = 0; index < jobs; index++) {
      const handle = delivered.get(index);
      expect(paid(index).length, `payments for job ${index}`).toBeLessThanOrEqual(1);
      if (handle)
        // A synchronous edit has no id that the client could learn: only the books know one.
        expect(paid(index), `job ${index}`).toEqual([handle.outputs ? expect.anything() : handle.job]);
    }
    expect(violations).toEqual([]);
    // Enough went wrong to show something, and most of it was got over.
    expect(failures.length).toBeGreaterThan(jobs / 50);
    expect(failures.length).toBeLessThan(jobs / 4);

    // What was paid for and not delivered can be taken up, or is said to be uncertain, by error and journal alike.
    // Limits of time run on the fast clock, and are not what is tried here.
    const unhurried = 20_000 * facts.soakSpeed;
    const later = sandboxClient(thread.sites, { clock, requestTimeout: unhurried });
    const uncertain: Trace[] = [];
    await inParallel(0, failures.length, async (which) => {
      const { trace, handle, mayHaveBeenCharged, message } = failures[which] as Failed;
      const about = `job ${trace.index}: ${message}`;
      const [accepted] = paid(trace.index);
      if (trace.refused && !free) expect(accepted, about).toBeUndefined();
      if (handle) {
        expect(trace.handle, about).toEqual(handle);
        const { layers } = await later.resume(JSON.parse(JSON.stringify(handle)), { deadline: unhurried });
        expect(layers.length, about).toBeGreaterThan(0);
      } else if (accepted && !free) {
        expect(mayHaveBeenCharged, about).toBe(true);
        expect(trace, about).toMatchObject({ intent: { image: `${trace.index}.png` }, refused: false });
        uncertain.push(trace);
      }
    });

    // Where jobs can be listed, nothing stays uncertain that has a marker to be looked for by.
    const recovered = facts.recovers ? uncertain.filter(({ intent }) => intent?.marker) : [];
    await inParallel(0, recovered.length, async (which) => {
      const { index, intent } = recovered[which] as Trace;
      const saved: Intent | undefined = intent && JSON.parse(JSON.stringify(intent));
      const handle = saved && (await later.recover(saved, { deadline: unhurried }));
      expect(handle?.job, `job ${index}`).toBe(paid(index)[0]);
      expect((await later.resume(handle, { deadline: unhurried })).layers.length).toBeGreaterThan(0);
    });

    expect(await thread.ask("leaks")).toEqual([]);
    expect(unhandled).toEqual([]);
    expect(growth).toBeLessThan(allowedGrowth);
  }, 240_000);
});

function raise(why: string): never {
  throw new Error(why);
}

/** A job that delivered nothing, without the stack of its error: two hundred of those take room. */
interface Failed extends Pick<StratifyError, "message" | "mayHaveBeenCharged" | "handle"> {
  readonly trace: Trace;
}

function failed(trace: Trace, { message, mayHaveBeenCharged, handle }: StratifyError): Failed {
  return { trace, message, mayHaveBeenCharged, ...(handle && { handle }) };
}

/** A picture of which there is no other, so that the service's books can be compared with the client's. */
function picture(index: number): Buffer {
  return Buffer.concat([tinyPng, Buffer.from(`job ${index}`.padEnd(pictureSize))]);
}

/** The service's ids of the jobs that were paid for a picture. */
async function paidJobs(): Promise<(index: number) => readonly string[]> {
  const byImage = new Map<string, string[]>();
  for (const { image, job } of await thread.ask("paid")) {
    byImage.set(image, [...(byImage.get(image) ?? []), job]);
  }
  return (index) => byImage.get(fingerprint(picture(index))) ?? [];
}

/** Does `work` for every number from `from` up to `to`, {@link width} of them at a time. */
async function inParallel(from: number, to: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = from;
  const worker = async () => {
    while (next < to) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
