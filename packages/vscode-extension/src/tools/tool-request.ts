import type { Operation } from "@stratify/app/operation";
import { providerChoices } from "../service-contributions.ts";

/** What an agent asks for. Its input is checked here: nobody else does, whatever the schema says. */
export interface ToolRequest {
  readonly operation: Operation;
  /** As they were given: absolute, or relative to a workspace folder. */
  readonly paths: readonly string[];
  /** Whom the agent chose, if anybody. */
  readonly provider?: string;
}

/** Most images, keywords and layers of one call; a mistake can't cost more than this. */
const most = { paths: 50, keywords: 20, layers: 32 };

/** @throws {Error} that tells an agent what to change */
export function readSplitRequest(input: unknown): ToolRequest {
  const { paths, keywords = [], maxLayers, provider } = fieldsOf(input);
  const given = listOf("keywords", keywords, most.keywords, 0);
  const words = [...new Set(given.map((word) => word.trim()))].filter(Boolean);
  if (given.length > 0 && words.length === 0)
    throw new Error('"keywords" must hold words, such as ["shoe"]; leave it out for automatic layers.');
  return {
    operation: { op: "layers", keywords: words, ...limitOf(maxLayers, words) },
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

function limitOf(value: unknown, keywords: readonly string[]): { maxLayers?: number } {
  if (value === undefined) return {};
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > most.layers)
    throw new Error(`"maxLayers" must be a whole number from 1 to ${most.layers}, or left out.`);
  if (keywords.length > 0)
    throw new Error('"maxLayers" is for automatic layers: leave it or "keywords" out.');
  return { maxLayers: value };
}

function listOf(name: string, value: unknown, limit: number, least = 1): readonly string[] {
  const isList =
    Array.isArray(value) && value.length >= least && value.every((one) => typeof one === "string");
  if (!isList)
    throw new Error(`"${name}" must be a list of strings${least > 0 ? " that is not empty" : ""}.`);
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
