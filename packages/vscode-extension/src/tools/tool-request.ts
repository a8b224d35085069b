import type { Operation } from "../run/operation.ts";
import { providerChoices } from "../service-contributions.ts";

/** What an agent asks for. Its input is checked here: nobody else does, whatever the schema says. */
export interface ToolRequest {
  readonly operation: Operation;
  /** As they were given: absolute, or relative to a workspace folder. */
  readonly paths: readonly string[];
  /** Whom the agent chose, if anybody. */
  readonly provider?: string;
}

/** Most images and keywords of one call; a mistake can't cost more than this. */
const most = { paths: 50, keywords: 20 };

/** @throws {Error} that tells an agent what to change */
export function readSplitRequest(input: unknown): ToolRequest {
  const { paths, keywords, provider } = fieldsOf(input);
  const words = [...new Set(listOf("keywords", keywords, most.keywords).map((word) => word.trim()))].filter(
    Boolean,
  );
  if (words.length === 0) throw new Error('"keywords" must hold at least one word, such as ["shoe"].');
  return {
    operation: { op: "layers", keywords: words },
    paths: listOf("paths", paths, most.paths),
    ...chosen(provider, providerChoices.split),
  };
}

/** @throws {Error} that tells an agent what to change */
export function readCutOutRequest(input: unknown): ToolRequest {
  const { paths, output = "cutout", provider } = fieldsOf(input);
  if (output !== "cutout" && output !== "mask") throw new Error('"output" must be "cutout" or "mask".');
  return {
    operation: { op: output },
    paths: listOf("paths", paths, most.paths),
    ...chosen(provider, providerChoices.cutout),
  };
}

function fieldsOf(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === "object" && input !== null ? { ...input } : {};
}

function listOf(name: string, value: unknown, limit: number): readonly string[] {
  const isList = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
  if (!isList) throw new Error(`"${name}" must be a list of strings that is not empty.`);
  if (value.length > limit)
    throw new Error(`"${name}" may hold ${limit} entries at most: make several calls.`);
  return value;
}

function chosen(provider: unknown, choices: readonly string[]): { provider?: string } {
  if (provider === undefined) return {};
  const able = choices.filter((choice) => choice !== "ask");
  if (typeof provider === "string" && able.includes(provider)) return { provider };
  throw new Error(`"provider" must be one of ${able.join(", ")}, or left out.`);
}
