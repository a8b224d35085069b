import type { Fault, FileFault, JobFault } from "./faults.ts";
import type { Latency } from "./knobs.ts";

/** One result of a job: where it is stored and what its picture measures. */
export interface ResultFile {
  readonly path: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
}

/** How a job ended, in the service's own word. */
export interface JobEnd {
  readonly state: "succeeded" | "failed" | "canceled";
  readonly word: string;
  readonly message?: string;
}

/** A job in one service's books. */
export interface Job<Details> {
  readonly id: string;
  readonly createdAt: number;
  readonly details: Details;
  readonly latency: Latency;
  readonly chain: readonly string[];
  readonly work: Promise<readonly ResultFile[]>;
  /** What the work came to, once it has. */
  done?: { readonly files: readonly ResultFile[] } | { readonly error: unknown };
  polls: number;
  end?: JobEnd;
  /** Faults that wait for the first finished answer. */
  readonly waiting: (JobFault | FileFault)[];
  /** Addresses that were handed out, where a service gives the same ones every time. */
  urls?: readonly string[];
}

/** One answer about a job. */
export interface Reading {
  readonly state: "queued" | "running" | JobEnd["state"];
  readonly word: string;
  readonly message?: string;
  readonly results: readonly (ResultFile & { readonly url: string })[];
}

/** Whether a job has had its time, or its number of polls. */
export function isDue(job: Job<unknown>): boolean {
  if (typeof job.latency === "number") return Date.now() - job.createdAt >= job.latency;
  return job.polls >= job.latency.polls + job.chain.length;
}

/** The first third of a job's time, or its first poll, is spent waiting in line. */
export function isYoung(job: Job<unknown>): boolean {
  return typeof job.latency === "number" ? Date.now() - job.createdAt < job.latency / 3 : job.polls <= 1;
}

/** Uses up a fault that waits for a job, if there is one of this kind. */
export function takeFault({ waiting }: Job<unknown>, kind: Fault["kind"]): boolean {
  const index = waiting.findIndex((each) => each.kind === kind);
  if (index >= 0) waiting.splice(index, 1);
  return index >= 0;
}
