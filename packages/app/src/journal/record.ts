import { isStratifyError, type JobHandle, type JournalEntry, parseHandle } from "@stratify/core";
import * as z from "zod/mini";
import type { Operation } from "../operation.ts";

/** Everything that another session needs to finish the work on one image. It holds no key and no address of a result. */
export interface JournalRecord {
  readonly version: 2;
  readonly id: string;
  /** The session that works on it. */
  readonly session: string;
  /** Names the workspace or the document that it belongs to; absent where there is none. */
  readonly workspace?: string | undefined;
  readonly image: {
    /** Where the host finds the image again. */
    readonly ref: string;
    /** For messages and file names. */
    readonly name: string;
    /** SHA-256 of the image's bytes, in hexadecimal, as they were submitted. */
    readonly sha256?: string | undefined;
  };
  readonly operation: Operation;
  readonly provider: { readonly id: string; readonly name: string };
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** None in a plan: nothing was paid yet. */
  readonly entries: readonly JournalEntry[];
}

const background = z.union([
  z.object({ kind: z.literal("color"), color: z.string() }),
  z.object({ kind: z.literal("catalogue"), id: z.string() }),
]);

const operation = z.discriminatedUnion("op", [
  z.object({
    op: z.literal("layers"),
    keywords: z.array(z.string()),
    maxLayers: z.exactOptional(z.number()),
  }),
  z.object({ op: z.literal("cutout") }),
  z.object({ op: z.literal("mask") }),
  z.object({ op: z.literal("background"), background }),
]);

const current = z.object({
  version: z.literal(2),
  id: z.string(),
  session: z.string(),
  workspace: z.exactOptional(z.string()),
  image: z.object({ ref: z.string(), name: z.string(), sha256: z.exactOptional(z.string()) }),
  operation,
  provider: z.object({ id: z.string(), name: z.string() }),
  startedAt: z.number(),
  entries: z.array(z.unknown()),
});

/** The first format of the extension: the image's name is the last part of its address. */
const firstFile = z.object({
  version: z.literal(1),
  id: z.string(),
  session: z.string(),
  source: z.string(),
  operation,
  provider: z.string(),
  startedAt: z.number(),
  entries: z.array(z.unknown()),
});

/** The first format of the plugin, with what the document's side kept beside it. */
const firstNode = z.object({
  version: z.literal(1),
  id: z.string(),
  plan: z.string(),
  name: z.string(),
  about: z.object({
    task: z.enum(["split", "cutout", "replace-background"]),
    keywords: z.array(z.string()),
    maxLayers: z.exactOptional(z.number()),
    provider: z.string(),
  }),
  at: z.number(),
  entries: z.array(z.unknown()),
});

/**
 * Reads a record of this version or an older one.
 *
 * @returns `undefined` when another program or a newer version wrote it; entries that can't be read are left out
 */
export function readRecord(kept: unknown): JournalRecord | undefined {
  const now = z.safeParse(current, kept);
  if (now.success) return { ...now.data, entries: entriesOf(now.data.entries) };
  const file = z.safeParse(firstFile, kept);
  if (file.success) return fromFile(file.data);
  const node = z.safeParse(firstNode, kept);
  return node.success ? fromNode(node.data) : undefined;
}

function fromFile({ source, provider, entries, ...rest }: z.infer<typeof firstFile>): JournalRecord {
  const name = decodeURIComponent(source.slice(source.lastIndexOf("/") + 1));
  return {
    ...rest,
    version: 2,
    image: { ref: source, name },
    provider: { id: provider, name: provider },
    entries: entriesOf(entries),
  };
}

function fromNode({ id, plan, name, about, at, entries }: z.infer<typeof firstNode>): JournalRecord {
  const { task, keywords, maxLayers, provider } = about;
  return {
    version: 2,
    id,
    session: "",
    image: { ref: plan, name },
    operation:
      task === "split"
        ? { op: "layers", keywords, ...(maxLayers !== undefined && { maxLayers }) }
        : // Which background it was matters to the jobs alone, and those are submitted.
          { op: "cutout" },
    provider: { id: provider, name: provider },
    startedAt: at,
    entries: entriesOf(entries),
  };
}

const intent = z.looseObject({
  id: z.string(),
  provider: z.string(),
  task: z.enum(["split", "cutout", "replace-background"]),
  keyword: z.exactOptional(z.string()),
  image: z.string(),
  sentAt: z.number(),
});

const entry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("intent"), intent }),
  z.object({ type: z.literal("handle"), intent: z.string(), handle: z.unknown() }),
  z.object({ type: z.literal("refused"), intent: z.string() }),
  z.object({
    type: z.literal("ended"),
    handle: z.unknown(),
    outcome: z.enum(["delivered", "failed", "canceled"]),
  }),
]);

function entriesOf(kept: readonly unknown[]): readonly JournalEntry[] {
  return kept.flatMap((each): readonly JournalEntry[] => {
    const read = z.safeParse(entry, each);
    if (!read.success) return [];
    const found = read.data;
    if (found.type === "refused") return [found];
    // An intent of an older version differs in its number alone.
    if (found.type === "intent") return [{ type: "intent", intent: { ...found.intent, version: 3 } }];
    const handle = readable(found.handle);
    return handle ? [{ ...found, handle }] : [];
  });
}

function readable(saved: unknown): JobHandle | undefined {
  try {
    return parseHandle(saved);
  } catch (error) {
    if (isStratifyError(error)) return undefined;
    throw error;
  }
}
