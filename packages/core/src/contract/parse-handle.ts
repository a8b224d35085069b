import { StratifyError } from "../errors/stratify-error.ts";
import type { TaskKind } from "./capabilities.ts";
import type { Cost, JobHandle } from "./job.ts";
import { canBeAsked } from "./new-handle.ts";

/**
 * Reads a job handle that was saved as JSON, by this version or an older one. Checked by hand, since schema kinds
 * that nothing else needs would cost more bytes than this.
 *
 * @param saved the parsed JSON, or its text
 * @throws {StratifyError} `bad-handle`, saying what is wrong with it
 */
export function parseHandle(saved: unknown): JobHandle {
  const fields = record(typeof saved === "string" ? json(saved) : saved);
  const version = fields?.version;
  if (!fields) throw bad("it is no JSON object");
  if (version === undefined) throw bad("it has no version");
  if (version !== 1 && version !== 2) {
    const which = typeof version === "number" ? version : "none that is a number";
    throw bad(`another program or a newer version wrote it: ${which}`);
  }
  const { keyword, cost, data, ended } = fields;
  return {
    version: 2,
    provider: word(fields, "provider"),
    job: jobOf(fields),
    task: taskOf(fields),
    ...(keyword !== undefined && { keyword: word(fields, "keyword") }),
    // Version 1 wrote the time as text, and did not know the picture or the cost.
    image: version === 1 ? "picture" : text(fields, "image"),
    submittedAt: timeOf(fields),
    ...(cost !== undefined && { cost: costOf(cost) }),
    ...(data !== undefined && { data: dataOf(data) }),
    ...(ended === true && { ended }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string") return value;
  throw broken(name);
}

function word(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (value) return value;
  throw broken(name);
}

/** Version 1 named the job differently. */
function jobOf(fields: Fields): string {
  const name = fields.version === 1 ? "jobId" : "job";
  const job = text(fields, name);
  if (canBeAsked(job)) return job;
  throw broken(name);
}

function taskOf({ task }: Fields): TaskKind {
  if (task === "split" || task === "cutout" || task === "replace-background") return task;
  throw broken("task");
}

function timeOf({ submittedAt, version }: Fields): number {
  const time = version === 1 && typeof submittedAt === "string" ? Date.parse(submittedAt) : submittedAt;
  if (typeof time === "number" && Number.isFinite(time)) return time;
  throw broken("submittedAt");
}

function costOf(value: unknown): Cost {
  const { amount, unit } = record(value) ?? {};
  if (typeof amount === "number" && typeof unit === "string") return { amount, unit };
  throw broken("cost");
}

function dataOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(record(value) ?? { data: undefined });
  return Object.fromEntries(
    entries.map(([name, text]) => {
      if (typeof text === "string") return [name, text];
      throw broken("data");
    }),
  );
}

function record(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function broken(name: string): StratifyError {
  return bad(`its ${name} is missing or broken`);
}

function bad(detail: string): StratifyError {
  return new StratifyError({ code: "bad-handle", detail });
}
