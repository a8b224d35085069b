import type { ClientStorageAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { list, shape, text } from "../shared/guard.ts";
import { PluginError, sentenceOf } from "./plugin-error.ts";

const key = "settings";

/** What the UI keeps: passed on as it is. */
export function readSettings(storage: ClientStorageAPI): Promise<unknown> {
  return storage.getAsync(key);
}

/** @throws {PluginError} `storage-full` */
export async function writeSettings(storage: ClientStorageAPI, settings: unknown): Promise<void> {
  try {
    await storage.setAsync(key, settings);
  } catch (thrown) {
    throw new PluginError(
      "storage-full",
      `The settings could not be kept on this device: ${sentenceOf(thrown)}.`,
    );
  }
}

const hasHistory = shape({ history: list(text) });

/** Keywords that were used before, the latest first. */
export function historyOf(settings: unknown): readonly string[] {
  return hasHistory(settings) ? settings.history : [];
}
