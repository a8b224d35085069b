import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Intent, type JournalEntry, openJobs, type Task } from "@stratify/core";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprint } from "../sandbox/intern.ts";
import { sandboxServices } from "../sandbox/registry.ts";
import { siteOf } from "../sandbox/sites.ts";
import { seededRandom } from "../seeded-random.ts";
import { durableClient, type Host, unhurried } from "./durable-client.ts";
import type { HostWork, SavedImage } from "./killed-host.ts";
import { openSandbox, tinyPng } from "./open-sandbox.ts";
import { taskOf } from "./services.ts";

/** Hosts that are killed side by side, each with a disk of its own, and how often each is. */
const hosts = 2;
const killsEach = 20;
/** Longest life of a host in milliseconds: room for several jobs one after the other. */
const longestLife = 300;
/** More than a life has room for. */
const tasksEach = 90;
/** The service takes its time to respond to what it has accepted, so that many a kill falls into it. */
const slowSubmit = { kind: "slow", ms: 15 } as const;
const seed = Number(process.env.KILL_SEED ?? 7);

let root: string;
let program: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "stratify-kill-"));
  program = join(root, "killed-host.mjs");
  // One module starts sooner than a hundred.
  const entry = fileURLToPath(new URL("killed-host.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile: program, bundle: true, format: "esm", platform: "node" });
});
afterAll(() => rm(root, { recursive: true }));

describe.each(sandboxServices)("$id", (facts) => {
  it(`loses no paid job and pays none twice when its host is killed ${hosts * killsEach} times (seed ${seed})`, async () => {
    const sandbox = await openSandbox({ latency: 30 });
    const site = siteOf(sandbox, facts.id);
    const cases = await Promise.all(
      facts.cases.map(async ({ input, task }) => ({
        input,
        task: await taskOf(sandbox, { service: facts.id, task }),
      })),
    );
    sandbox.faults.always(facts.id, "submit", slowSubmit);

    /** The ways of using the service in turn, each with an image of which there is no other. */
    const tasksOf = (host: number, life: number): readonly { task: Task; image: SavedImage }[] =>
      Array.from({ length: tasksEach }, (_, index) => cases[index % cases.length]).flatMap((each, index) => {
        if (!each) return [];
        const name = `${host}-${life}-${index}.png`;
        const bytes = imageNamed(name);
        const image =
          each.input === "url"
            ? { name, url: sandbox.imageUrl(bytes, name) }
            : { name, base64: bytes.toString("base64") };
        return [{ task: each.task, image }];
      });

    const began = facts.recovers ? {} : { began: Date.now() };
    const all = Array.from(
      { length: hosts },
      (_, host): Host => ({
        site,
        folder: join(root, facts.id, `${host}`),
        ...began,
      }),
    );
    const leftOpen = await Promise.all(
      all.map(async (host, index) => {
        const random = seededRandom(seed + index);
        let open = 0;
        for (let life = 0; life < killsEach; life++) {
          await liveAndDie({ ...host, tasks: tasksOf(index, life) }, random() * longestLife);
          open += undelivered(await durableClient(host).journal.read());
        }
        return open;
      }),
    );
    // What a killed host has sent arrives after its death.
    await passed(300);
    sandbox.faults.clear();

    const paid = new Map<string, readonly string[]>();
    for (const { image, job } of sandbox.paid.entries) paid.set(image, [...(paid.get(image) ?? []), job]);
    const jobsOf = ({ image }: Intent) => paid.get(fingerprint(imageNamed(image))) ?? [];
    const payments = sandbox.paid.entries.length;
    const count = { leftOpen: sum(leftOpen), handles: 0, lost: 0, charged: 0, recovered: 0 };
    const known = new Set<string>();

    for (const host of all) {
      const { client, journal } = durableClient(host);
      const entries = await journal.read();
      const { handles, lost } = openJobs(entries);
      const intents = intentsOf(entries);
      for (const intent of intents.values()) {
        known.add(fingerprint(imageNamed(intent.image)));
        expect(jobsOf(intent).length, `payments for ${intent.image}`).toBeLessThanOrEqual(1);
      }
      for (const entry of entries) {
        if (entry.type === "refused") expect(jobsOf(intentOf(intents, entry.intent))).toEqual([]);
        if (entry.type !== "handle") continue;
        const [job] = jobsOf(intentOf(intents, entry.intent));
        // A synchronous edit has no id that the client could learn: only the books know one.
        expect(job).toEqual(entry.handle.outputs ? expect.anything() : entry.handle.job);
      }
      count.handles += handles.length;
      count.lost += lost.length;

      const resumed = await Promise.all(
        handles.map((handle) => client.resume(JSON.parse(JSON.stringify(handle)), { deadline: unhurried })),
      );
      for (const { layers } of resumed) expect(layers.length).toBeGreaterThan(0);
      for (const intent of lost) {
        const [job] = jobsOf(intent);
        if (job) count.charged++;
        const handle = await client.recover(intent, { deadline: unhurried });
        // What is to be looked for has a marker.
        expect(handle?.job).toBe(facts.recovers && intent.marker ? job : undefined);
        if (!handle) continue;
        count.recovered++;
        const { layers } = await client.resume(handle, { deadline: unhurried });
        expect(layers.length).toBeGreaterThan(0);
      }
    }

    console.log(`${facts.id}: ${hosts * killsEach} kills, ${payments} paid`, count);
    for (const image of paid.keys()) expect(known, "a paid job that no journal knows").toContain(image);
    expect(sandbox.paid.entries).toHaveLength(payments);
    expect(count.handles + count.charged).toBe(payments);
    // The kills have fallen between payment and handle, and between handle and end.
    expect(count.charged).toBeGreaterThan(0);
    // Bytes that come with the submit are delivered too soon after it for that.
    if (facts.results === "url") expect(count.leftOpen).toBeGreaterThan(0);
    expect(sandbox.leaks).toEqual([]);
  }, 120_000);
});

/** Starts a host and kills it so many milliseconds after it has begun to work. */
async function liveAndDie(work: HostWork, life: number): Promise<void> {
  const input = `${work.folder}.json`;
  await mkdir(work.folder, { recursive: true });
  await writeFile(input, JSON.stringify(work));
  const child = spawn(process.execPath, [program, input], { stdio: ["ignore", "pipe", "pipe"] });
  const exit = once(child, "exit");
  const errors = text(child.stderr);
  await Promise.race([once(child.stdout, "data"), exit]);
  await passed(life);
  child.kill("SIGKILL");
  const [, signal] = await exit;
  expect(signal, `the host ended by itself: ${await errors}`).toBe("SIGKILL");
}

/** How many jobs a journal knows that are not over. */
function undelivered(entries: readonly JournalEntry[]): number {
  const over = new Set(entries.flatMap((entry) => (entry.type === "ended" ? [entry.handle.job] : [])));
  return openJobs(entries).handles.filter(({ job }) => !over.has(job)).length;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** A picture of which there is no other, so that the service's books can be compared with the journals. */
function imageNamed(name: string): Buffer {
  return Buffer.concat([tinyPng, Buffer.from(name)]);
}

function intentsOf(entries: readonly JournalEntry[]): ReadonlyMap<string, Intent> {
  return new Map(
    entries.flatMap((entry) => (entry.type === "intent" ? [[entry.intent.id, entry.intent]] : [])),
  );
}

function intentOf(intents: ReadonlyMap<string, Intent>, id: string): Intent {
  const intent = intents.get(id);
  if (!intent) throw new Error(`the journal has no intent ${id}`);
  return intent;
}
