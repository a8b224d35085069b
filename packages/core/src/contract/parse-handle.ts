import * as z from "zod/mini";
import { StratifyError } from "../errors/stratify-error.ts";
import type { JobHandle } from "./job.ts";

const task = z.enum(["split", "cutout", "replace-background"]);
const id = z.string().check(z.minLength(1));

const current = z.object({
  version: z.literal(2),
  provider: id,
  job: id,
  task,
  keyword: z.optional(z.string()),
  image: z.string(),
  submittedAt: z.number(),
  cost: z.optional(z.object({ amount: z.number(), unit: z.string() })),
  data: z.optional(z.record(z.string(), z.string())),
  ended: z.optional(z.literal(true)),
});

/** Version 1 had neither the picture's name nor the cost, and wrote the time as text. */
const first = z.object({
  version: z.literal(1),
  provider: id,
  jobId: id,
  task,
  keyword: z.optional(z.string()),
  submittedAt: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
});

/**
 * Reads a job handle that was saved as JSON, by this version or an older one.
 *
 * @param saved the parsed JSON, or its text
 * @throws {StratifyError} `bad-handle`, saying what is wrong with it
 */
export function parseHandle(saved: unknown): JobHandle {
  const value = typeof saved === "string" ? json(saved) : saved;
  const version =
    typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (version === undefined) throw bad("it has no version");
  if (version !== 1 && version !== 2)
    throw bad(`it was written by another program or a newer version (${String(version)})`);
  const parsed = version === 1 ? z.safeParse(first, value) : z.safeParse(current, value);
  if (!parsed.success) throw bad(`${parsed.error.issues[0]?.path.join(".") || "it"} is missing or broken`);
  return parsed.data.version === 1 ? upgrade(parsed.data) : exact(parsed.data);
}

function upgrade({ provider, jobId, task, keyword, submittedAt }: z.infer<typeof first>): JobHandle {
  const accepted = { image: "picture", submittedAt: Date.parse(submittedAt) };
  return { version: 2, provider, job: jobId, task, ...(keyword !== undefined && { keyword }), ...accepted };
}

/** Optional fields that are absent stay absent, so that a handle is the same after a round trip through JSON. */
function exact({ keyword, cost, data, ended, ...handle }: z.infer<typeof current>): JobHandle {
  return {
    ...handle,
    ...(keyword !== undefined && { keyword }),
    ...(cost && { cost }),
    ...(data && { data }),
    ...(ended && { ended }),
  };
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
