import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { findChromium } from "../runtimes/chromium.ts";
import { installCodeServer } from "./host/code-server.ts";
import { installVsix } from "./host/install-vsix.ts";
import { packExtension } from "./host/pack-extension.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the extension as a user has it: packed, then installed by VS Code. */
    extension: string;
  }
}

/** Installs what the tests run in, then packs the extension and installs it, once for all files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await findChromium();
  await installCodeServer();
  const { folder, extension } = await installVsix(await packExtension());
  project.provide("extension", extension);
  return () => rm(folder, { recursive: true, force: true });
}
