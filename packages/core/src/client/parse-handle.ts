import { canBeAsked } from "../contract/can-be-asked.ts";
import type { TaskKind } from "../contract/capabilities.ts";
import type { JobHandle } from "../contract/job.ts";
import { type Fields, isRecord } from "../contract/record.ts";
import { usualRoles } from "../contract/usual-roles.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/**
 * Reads a job handle that was saved as JSON, by this version or an older one. Checked by hand, since schema kinds
 * that nothing else needs would cost more bytes than this.
 *
 * @param saved the parsed JSON, or its text
 * @throws {StratifyError} `bad-handle`, saying what is wrong with it
 */
export function parseHandle(saved: unknown): JobHandle {
  const fields = isText(saved) ? json(saved) : saved;
  if (typeof fields !== "object" || fields === null) throw bad("it is no JSON object");
  const { version, ...said }: Fields = { ...fields };
  if (version === undefined) throw bad("it has no version");
  if (version !== 1 && version !== 2 && version !== 3) {
    // Some objects that JSON can hold have no text.
    const quoted = typeof version === "number" ? version : typeof version;
    throw bad(`another program or a newer version wrote it: ${quoted}`);
  }
  const handle = known(updated(said, version));
  mustBeHandle(handle);
  return handle;
}

/** What each field of a handle may hold. */
const checks = {
  version: (value) => value === 3,
  provider: isWord,
  job: (value) => isText(value) && canBeAsked(value),
  task: isTask,
  keyword: optional(isWord),
  maxLayers: optional(Number.isFinite),
  prompt: optional(isPrompt),
  image: isText,
  submittedAt: Number.isFinite,
  cost: optional((value) => hasNumbers(value, "amount") && isText(value.unit)),
  data: optional((value) => isRecord(value) && Object.values(value).every(isText)),
  ended: optional((value) => value === true),
  outputs: optional((value) => Array.isArray(value) && value.every(isOutput)),
} satisfies Record<keyof JobHandle, (value: unknown) => boolean>;

function mustBeHandle(fields: Fields): asserts fields is Fields & JobHandle {
  for (const [name, isRight] of Object.entries(checks)) {
    if (!isRight(fields[name])) throw bad(`its ${name} is missing or broken`);
  }
}

/** The fields that a handle has now. */
function known(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name in checks));
}

/** The fields of any version as they are written now. */
function updated(fields: Fields, version: 1 | 2 | 3): Fields {
  const now = { ...fields, version: 3 };
  const { jobId, submittedAt, task, ended, data } = fields;
  if (version === 1) {
    // Version 1 wrote the time as text, named the job differently and did not know the image.
    const time = isText(submittedAt) ? Date.parse(submittedAt) : submittedAt;
    return { ...now, job: jobId, image: "image", submittedAt: time };
  }
  // Version 2 kept the one URL of a job that had ended at its submit in `data.result`.
  const url = version === 2 && ended === true && isRecord(data) ? data.result : undefined;
  if (!isText(url) || !isTask(task)) return now;
  return { ...now, outputs: url ? [{ role: usualRoles[task], url }] : [] };
}

function optional(isRight: (value: unknown) => boolean) {
  return (value: unknown) => value === undefined || isRight(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isWord(value: unknown): boolean {
  return isText(value) && value !== "";
}

function isTask(value: unknown): value is TaskKind {
  return isText(value) && Object.hasOwn(usualRoles, value);
}

function isOutput(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { role, label = "", url, key } = value;
  const isRole = isText(role) && /^(layer|cutout|mask|composite|remainder)$/.test(role);
  return isRole && isText(label) && (isText(url) || isText(key));
}

function isPrompt(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { points = [], box, maskBytes = 0 } = value;
  const isPoint = (point: unknown) =>
    hasNumbers(point, "x", "y") && (point.sign === "include" || point.sign === "exclude");
  const isBox = box === undefined || hasNumbers(box, "x", "y", "width", "height");
  return Array.isArray(points) && points.every(isPoint) && isBox && Number.isFinite(maskBytes);
}

function hasNumbers(value: unknown, ...names: readonly string[]): value is Fields {
  return isRecord(value) && names.every((name) => Number.isFinite(value[name]));
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
