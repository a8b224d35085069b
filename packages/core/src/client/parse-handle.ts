import { canBeAsked } from "../contract/can-be-asked.ts";
import type { TaskKind } from "../contract/capabilities.ts";
import type { Cost, JobHandle, KeptOutput, LayerRole } from "../contract/job.ts";
import type { PromptBox, PromptNote, PromptPoint } from "../contract/prompt.ts";
import { StratifyError } from "../errors/stratify-error.ts";

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
  if (version !== 1 && version !== 2 && version !== 3) {
    const which = typeof version === "number" ? version : "none that is a number";
    throw bad(`another program or a newer version wrote it: ${which}`);
  }
  const { keyword, maxLayers, prompt, cost, data, ended } = fields;
  const task = taskOf(fields);
  const outputs = outputsOf(fields, task);
  return {
    version: 3,
    provider: word(fields, "provider"),
    job: jobOf(fields),
    task,
    ...(keyword !== undefined && { keyword: word(fields, "keyword") }),
    ...(maxLayers !== undefined && { maxLayers: number(maxLayers, "maxLayers") }),
    ...(prompt !== undefined && { prompt: promptOf(prompt) }),
    // Version 1 wrote the time as text, and did not know the image or the cost.
    image: version === 1 ? "image" : text(fields, "image"),
    submittedAt: timeOf(fields),
    ...(cost !== undefined && { cost: costOf(cost) }),
    ...(data !== undefined && { data: dataOf(data) }),
    ...(ended === true && { ended }),
    ...(outputs && { outputs }),
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

function number(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw broken(name);
}

function list<T>(value: unknown, name: string, itemOf: (item: unknown) => T): readonly T[] {
  if (Array.isArray(value)) return value.map(itemOf);
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
  return number(time, "submittedAt");
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

const roles: readonly LayerRole[] = ["layer", "cutout", "mask", "composite", "remainder"];
const usualRoles = { split: "layer", cutout: "cutout", "replace-background": "composite" } as const;

/** Version 2 kept the one URL of a job that had ended at its submit in `data.result`. */
function outputsOf({ version, outputs, ended, data }: Fields, task: TaskKind) {
  if (outputs !== undefined) return list(outputs, "outputs", outputOf);
  const url = version === 2 && ended === true ? record(data)?.result : undefined;
  if (typeof url !== "string") return undefined;
  return url ? [{ role: usualRoles[task], url }] : [];
}

function outputOf(value: unknown): KeptOutput {
  const { role, label, url, key } = record(value) ?? {};
  const known = roles.find((each) => each === role);
  if (!known) throw broken("outputs");
  const common = { role: known, ...(typeof label === "string" && { label }) };
  if (typeof url === "string") return { ...common, url };
  if (typeof key === "string") return { ...common, key };
  throw broken("outputs");
}

function promptOf(value: unknown): PromptNote {
  const { points, box, maskBytes } = record(value) ?? {};
  return {
    ...(points !== undefined && { points: list(points, "prompt", pointOf) }),
    ...(box !== undefined && { box: boxOf(box) }),
    ...(maskBytes !== undefined && { maskBytes: number(maskBytes, "prompt") }),
  };
}

function pointOf(value: unknown): PromptPoint {
  const { x, y, sign } = record(value) ?? {};
  if (sign !== "include" && sign !== "exclude") throw broken("prompt");
  return { x: number(x, "prompt"), y: number(y, "prompt"), sign };
}

function boxOf(value: unknown): PromptBox {
  const { x, y, width, height } = record(value) ?? {};
  const side = (length: unknown) => number(length, "prompt");
  return { x: side(x), y: side(y), width: side(width), height: side(height) };
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
