import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type LocalCall, LocalJobs } from "./local-jobs.ts";

const quiet = new AbortController().signal;
const files = [{ role: "cutout", content: new Uint8Array([1]) }] as const;

describe("LocalJobs", () => {
  it("tells a job's ending once", async () => {
    const jobs = new LocalJobs();
    const id = jobs.start(async () => files, quiet);
    expect(jobs.take(id)).toEqual({ raw: "queued", state: "queued" });
    await setImmediate();
    expect(jobs.take(id)).toEqual({ raw: "succeeded", state: "succeeded", outputs: files });
    expect(jobs.take(id)).toBeUndefined();
  });

  it("tells the step and the share of a job that has begun, and queued before", async () => {
    const jobs = new LocalJobs();
    let tell: LocalCall["onProgress"] | undefined;
    const id = jobs.start(({ onProgress }) => {
      tell = onProgress;
      return new Promise(() => {});
    }, quiet);
    expect(jobs.take(id)).toEqual({ raw: "queued", state: "queued" });
    tell?.({ step: "cutting", fraction: 0.404 });
    expect(jobs.take(id)).toEqual({ raw: "cutting", note: "40 %", state: "running" });
  });

  it("tells why a job failed", async () => {
    const jobs = new LocalJobs();
    const broken = jobs.start(() => Promise.reject(new Error("no memory")), quiet);
    const empty = jobs.start(async () => ({ code: "no-output", detail: "nothing red" }), quiet);
    await setImmediate();
    expect(jobs.take(broken)).toMatchObject({
      state: "failed",
      reason: { code: "job-failed", detail: "no memory" },
    });
    expect(jobs.take(empty)).toMatchObject({
      state: "failed",
      reason: { code: "no-output", detail: "nothing red" },
    });
  });

  it("forgets a job whose caller aborts, and stops its work", async () => {
    const jobs = new LocalJobs();
    const caller = new AbortController();
    let signal: AbortSignal | undefined;
    const id = jobs.start((own) => {
      signal = own.signal;
      return new Promise(() => {});
    }, caller.signal);
    caller.abort(new Error("enough"));
    expect(signal?.reason).toEqual(new Error("enough"));
    expect(jobs.take(id)).toBeUndefined();
  });

  it("does not keep the files of endless jobs that nobody asks about", async () => {
    const jobs = new LocalJobs();
    const ids = Array.from({ length: 100 }, () => jobs.start(async () => files, quiet));
    await setImmediate();
    const kept = ids.filter((id) => jobs.take(id));
    expect(kept).toEqual(ids.slice(-64));
  });
});
