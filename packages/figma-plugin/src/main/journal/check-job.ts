import { type Guard, shape, text } from "../../shared/guard.ts";
import { PluginError } from "../plugin-error.ts";

/** Most letters that one job takes: five megabytes are all that the plugin has on this device. */
const mostLetters = 60_000;

/**
 * Sees to it that the journal holds neither pixels nor keys.
 *
 * @param settings what the UI keeps, whose keys must not be in the job
 * @throws {PluginError} `not-json`, `too-large`, `holds-key`
 */
export function checkJob(job: unknown, settings: unknown): void {
  if (!isJson(job)) throw new PluginError("not-json", "Only plain data can be kept of a job.");
  const written = JSON.stringify(job);
  if (written.length > mostLetters)
    throw new PluginError("too-large", "There is too much to keep of this job. It can't be taken up later.");
  const held = keysOf(settings).some((key) => written.includes(JSON.stringify(key).slice(1, -1)));
  if (held) throw new PluginError("holds-key", "A key was about to be kept with a job. It was not.");
}

function isJson(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || ArrayBuffer.isView(value) || value instanceof Date) return false;
  return Object.values(value).every(isJson);
}

const isObject: Guard<object> = (value): value is object => typeof value === "object" && value !== null;
const hasKeys = shape({ keys: isObject });
const hasRelay = shape({ relay: shape({ token: text }) });

/** Shorter ones are no keys, and would be found in any text. */
const shortestKey = 6;

function keysOf(settings: unknown): readonly string[] {
  const values: unknown[] = hasKeys(settings) ? Object.values(settings.keys) : [];
  const token = hasRelay(settings) ? [settings.relay.token] : [];
  return [...values.filter(text), ...token].filter((key) => key.length >= shortestKey);
}
