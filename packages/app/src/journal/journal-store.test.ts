import type { Intent, JobHandle } from "@stratify/core";
import { beforeEach, describe, expect, it } from "vitest";
import { JournalStore } from "./journal-store.ts";
import { leaseLasts } from "./leases.ts";
import type { JournalStorage } from "./storage.ts";

const about = {
  image: { ref: "file:///w/cat.png", name: "cat.png" },
  operation: { op: "cutout" },
  provider: { id: "acme", name: "Acme" },
} as const;

let records: Map<string, unknown>;
let leases: Map<string, number>;
let settled: string[];
let failing: boolean;
let now: number;
const storage: JournalStorage = {
  all: async () => [...records.values()],
  write: async (id, record) => {
    if (failing) throw new Error("no space left on device");
    records.set(id, structuredClone(record));
  },
  remove: async (id) => void records.delete(id),
  leases: {
    read: async (name) => leases.get(name),
    write: async (name, at) => void leases.set(name, at),
    remove: async (name) => void leases.delete(name),
  },
};
const onSettled = async (handles: readonly JobHandle[]) => {
  settled.push(...handles.map(({ job }) => job));
};
const session = (name: string) => new JournalStore(storage, { session: name, onSettled, now: () => now });

const intent = (id: string): Intent => {
  return { version: 3, id, provider: "acme", task: "cutout", image: "cat.png", sentAt: 1 };
};
const handle = (job: string): JobHandle => {
  return { version: 3, provider: "acme", job, task: "cutout", image: "cat.png", submittedAt: 2 };
};
/** What each unfinished record still has to offer. */
const left = async (store: JournalStore) =>
  (await store.unfinished()).records.map(({ entries }) => entries.length);

beforeEach(() => {
  records = new Map();
  leases = new Map();
  settled = [];
  failing = false;
  now = 1000;
});

describe("JournalStore", () => {
  it("says that it is alive once where several runs say so at the same time, and again later", async () => {
    let writing = 0;
    const slow: JournalStorage = {
      ...storage,
      leases: {
        read: async () => undefined,
        remove: async () => {},
        async write(name, at) {
          // Two would take each other's draft away.
          if (++writing > 1) throw new Error(`ENOENT: no such file, ${name}.part`);
          await Promise.resolve();
          leases.set(name, at);
          writing -= 1;
        },
      },
    };
    const store = new JournalStore(slow, { session: "a", now: () => now });
    await Promise.all([store.renewLease(), store.renewLease(), store.renewLease()]);
    expect([...leases]).toEqual([["a", 1000]]);
    now = 3500;
    await store.renewLease();
    expect(leases.get("a")).toBe(3500);
  });

  it("writes nothing before there is a plan", async () => {
    await session("a").begin(about).settle([]);
    expect(records.size).toBe(0);
  });

  it("keeps what was planned when the program ends before anything is paid", async () => {
    await session("a").begin(about).plan();
    expect((await session("b").unfinished()).records).toMatchObject([{ ...about, entries: [] }]);
  });

  it("keeps which bytes were submitted", async () => {
    const journal = session("a").begin(about);
    journal.submits("abc");
    await journal.write({ type: "intent", intent: intent("i") });
    expect((await session("b").unfinished()).records).toMatchObject([{ image: { sha256: "abc" } }]);
  });

  it("keeps what may still come when the rest is safe", async () => {
    const journal = session("a").begin(about);
    for (const name of ["1", "2"]) {
      await journal.write({ type: "intent", intent: intent(name) });
      await journal.write({ type: "handle", intent: name, handle: handle(name) });
    }
    await journal.settle([handle("1")]);
    expect(journal.open()).toEqual({ handles: [handle("2")], lost: [] });
    expect(settled).toEqual(["1"]);
    await journal.settle([handle("2")]);
    expect(records.size).toBe(0);
    expect(settled).toEqual(["1", "1", "2"]);
  });

  it("begins anew when a job is retried after all was settled", async () => {
    const store = session("a");
    const journal = store.begin(about);
    await journal.write({ type: "intent", intent: intent("i") });
    await journal.write({ type: "refused", intent: "i" });
    await journal.settle([]);
    await journal.write({ type: "intent", intent: intent("j") });
    expect(await left(session("b"))).toEqual([1]);
    expect(await left(store)).toEqual([]);
  });

  it("leaves a paid job for the next session when the program ends at any moment", async () => {
    const journal = session("a").begin(about);
    await journal.write({ type: "intent", intent: intent("i") });
    expect((await session("b").unfinished()).records).toMatchObject([{ ...about, entries: [{}] }]);
    await journal.write({ type: "handle", intent: "i", handle: handle("1") });
    expect(await left(session("b"))).toEqual([2]);
    await journal.write({ type: "ended", handle: handle("1"), outcome: "delivered" });
    expect(await left(session("b"))).toEqual([3]);
  });

  it("forgets everything once the results are safe", async () => {
    const journal = session("a").begin(about);
    await journal.write({ type: "intent", intent: intent("i") });
    await journal.write({ type: "handle", intent: "i", handle: handle("1") });
    await journal.settle([handle("1")]);
    expect(records.size).toBe(0);
  });

  it("keeps a job that was stopped, and offers it in the same session too", async () => {
    const store = session("a");
    const journal = store.begin(about);
    await journal.write({ type: "intent", intent: intent("i") });
    await journal.write({ type: "handle", intent: "i", handle: handle("1") });
    expect(await left(store)).toEqual([]);
    await journal.settle([]);
    expect(await left(store)).toEqual([2]);
    expect(journal.open()).toEqual({ handles: [handle("1")], lost: [] });
  });

  it("keeps nothing of jobs that were refused or failed", async () => {
    const journal = session("a").begin(about);
    await journal.write({ type: "intent", intent: intent("i") });
    await journal.write({ type: "refused", intent: "i" });
    await journal.write({ type: "intent", intent: intent("j") });
    await journal.write({ type: "handle", intent: "j", handle: handle("2") });
    await journal.write({ type: "ended", handle: handle("2"), outcome: "failed" });
    await journal.settle([]);
    expect(records.size).toBe(0);
  });

  it("knows a paid request whose outcome nobody knows", async () => {
    const journal = session("a").begin(about);
    await journal.write({ type: "intent", intent: intent("i") });
    expect(journal.open().lost).toEqual([intent("i")]);
  });

  it("fails the write that could not be made, and only that one", async () => {
    const journal = session("a").begin(about);
    failing = true;
    await expect(journal.write({ type: "intent", intent: intent("i") })).rejects.toThrow("no space");
    failing = false;
    expect(journal.open().lost).toEqual([]);
    await journal.write({ type: "intent", intent: intent("j") });
    expect(journal.open().lost).toEqual([intent("j")]);
    expect(await left(session("b"))).toEqual([1]);
  });

  it("leaves another window's running jobs alone, until that window says nothing any more", async () => {
    const other = session("other");
    const journal = other.begin(about);
    await other.renewLease();
    await journal.write({ type: "intent", intent: intent("i") });
    expect(await session("a").unfinished()).toEqual({ records: [], again: leaseLasts });
    now += leaseLasts;
    expect(await left(session("a"))).toEqual([1]);
  });

  it("offers all jobs of a window together, also when its time ends while they are read", async () => {
    const store = session("a");
    await store.renewLease();
    for (const id of ["1", "2"]) await store.begin(about).write({ type: "intent", intent: intent(id) });
    let later = now + leaseLasts - 1;
    const next = new JournalStore(storage, { session: "b", now: () => later++ });
    expect(await next.unfinished()).toEqual({ records: [], again: 1 });
    expect(await left(next)).toEqual([1, 1]);
  });

  it("offers the jobs of a window that was closed in order at once", async () => {
    const other = session("other");
    await other.renewLease();
    await other.begin(about).write({ type: "intent", intent: intent("i") });
    await other.endLease();
    expect(await left(session("a"))).toEqual([1]);
  });

  it("takes a record over, so that only one window resumes it", async () => {
    const before = session("before");
    await before.begin(about).write({ type: "intent", intent: intent("i") });
    const mine = session("mine");
    await mine.renewLease();
    const [record] = (await mine.unfinished()).records;
    if (!record) throw new Error("the record is missing");
    const journal = await mine.takeOver(record);
    expect(await left(session("yours"))).toEqual([]);
    await journal.settle(journal.open().handles);
    expect([...leases.keys()]).toEqual(["mine"]);
  });

  it("passes over what it can't read", async () => {
    records.set("x", undefined);
    records.set("y", { version: 9 });
    expect(await left(session("a"))).toEqual([]);
  });

  it("reads what every session has written, for a submit that looks for its job", async () => {
    const other = session("other").begin(about);
    await other.write({ type: "intent", intent: intent("i") });
    await other.write({ type: "handle", intent: "i", handle: handle("7") });
    const mine = session("mine").begin(about);
    await mine.write({ type: "intent", intent: intent("j") });
    const jobs = (await mine.read()).flatMap((entry) => (entry.type === "handle" ? [entry.handle.job] : []));
    expect(jobs).toEqual(["7"]);
    expect(await mine.read()).toHaveLength(3);
    records.set("broken", {});
    await other.settle(other.open().handles);
    expect(await mine.read()).toEqual(mine.record.entries);
  });
});
