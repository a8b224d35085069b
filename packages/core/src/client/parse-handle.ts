import { canBeAsked } from "../contract/can-be-asked.ts";
import type { TaskKind } from "../contract/capabilities.ts";
import type { Cost, JobHandle, KeptOutput, LayerRole } from "../contract/job.ts";
import type { PromptNote } from "../contract/prompt.ts";
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
  const now = version === 3 ? fields : updated(fields);
  const need = <T>(name: string, is: (value: unknown) => value is T): T => {
    const value = now[name];
    if (is(value)) return value;
    throw bad(`its ${name} is missing or broken`);
  };
  const has = (name: string) => now[name] !== undefined;
  return {
    version: 3,
    provider: need("provider", isWord),
    job: need("job", isJob),
    task: need("task", isTask),
    ...(has("keyword") && { keyword: need("keyword", isWord) }),
    ...(has("maxLayers") && { maxLayers: need("maxLayers", isNumber) }),
    ...(has("prompt") && { prompt: need("prompt", isPrompt) }),
    image: need("image", isText),
    submittedAt: need("submittedAt", isNumber),
    ...(has("cost") && { cost: need("cost", isCost) }),
    ...(has("data") && { data: need("data", isData) }),
    ...(now.ended === true && { ended: true }),
    ...(has("outputs") && { outputs: need("outputs", isOutputs) }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const usualRoles: Readonly<Record<TaskKind, LayerRole>> = {
  split: "layer",
  cutout: "cutout",
  "replace-background": "composite",
};

/** The fields of an older version as they are written now. */
function updated(fields: Fields): Fields {
  const { version, jobId, submittedAt, task, ended, data } = fields;
  if (version === 1) {
    // Version 1 wrote the time as text, named the job differently and did not know the image.
    const time = isText(submittedAt) ? Date.parse(submittedAt) : submittedAt;
    return { ...fields, job: jobId, image: "image", submittedAt: time };
  }
  // Version 2 kept the one URL of a job that had ended at its submit in `data.result`.
  const url = ended === true && isTask(task) ? record(data)?.result : undefined;
  if (!isText(url) || !isTask(task)) return fields;
  return { ...fields, outputs: url ? [{ role: usualRoles[task], url }] : [] };
}

const isText = (value: unknown) => typeof value === "string";
const isWord = (value: unknown): value is string => isText(value) && value !== "";
const isJob = (value: unknown): value is string => isText(value) && canBeAsked(value);
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isTask = (value: unknown): value is TaskKind => isText(value) && Object.hasOwn(usualRoles, value);

function isData(value: unknown): value is Readonly<Record<string, string>> {
  const fields = record(value);
  return fields !== undefined && Object.values(fields).every(isText);
}

function isCost(value: unknown): value is Cost {
  return hasNumbers(value, "amount") && isText(value.unit);
}

function isOutputs(value: unknown): value is readonly KeptOutput[] {
  return Array.isArray(value) && value.every(isOutput);
}

function isOutput(value: unknown): boolean {
  const { role, label = "", url, key } = record(value) ?? {};
  const isRole = isText(role) && /^(layer|cutout|mask|composite|remainder)$/.test(role);
  return isRole && isText(label) && (isText(url) || isText(key));
}

function isPrompt(value: unknown): value is PromptNote {
  const { points = [], box, maskBytes = 0 } = record(value) ?? { points: false };
  const isPoint = (point: unknown) =>
    hasNumbers(point, "x", "y") && (point.sign === "include" || point.sign === "exclude");
  const isBox = box === undefined || hasNumbers(box, "x", "y", "width", "height");
  return Array.isArray(points) && points.every(isPoint) && isBox && isNumber(maskBytes);
}

function hasNumbers(value: unknown, ...names: readonly string[]): value is Fields {
  const fields = record(value);
  return names.every((name) => isNumber(fields?.[name]));
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

function bad(detail: string): StratifyError {
  return new StratifyError({ code: "bad-handle", detail });
}
