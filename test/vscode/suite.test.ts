import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchChromium } from "../runtimes/chromium.ts";
import { bundleSuite } from "./host/bundle-suite.ts";
import { legs } from "./host/legs.ts";
import { runSuite } from "./host/run-suite.ts";
import { startServer } from "./host/start-server.ts";
import { extensionId } from "./journeys/settings.ts";

const virtualFiles = { id: "stratify-test.memfs", folder: join(import.meta.dirname, "extensions/memfs") };

describe("The extension suite", () => {
  let folder: string;
  let extension: string;
  let suite: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "stratify-suite-"));
    extension = join(folder, basename(inject("extension")));
    await cp(inject("extension"), extension, { recursive: true });
    suite = await bundleSuite(extension);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(legs)("passes in the $host extension host with a $workspace workspace", async (leg) => {
    const isVirtual = leg.workspace === "virtual";
    const ids = [extensionId, virtualFiles.id];
    const server = await startServer({
      smokeTest: true,
      extensions: isVirtual ? [virtualFiles.folder] : [],
      settings:
        leg.host === "web"
          ? { "remote.extensionKind": Object.fromEntries(ids.map((id) => [id, ["web"]])) }
          : {},
    });
    try {
      const workspace = isVirtual ? "memfs:/workspace" : await mkdtemp(join(folder, "workspace-"));
      const { host, tests } = await runSuite(browser, server, { workspace, extension, suite });
      expect(host).toBe(leg.host);
      expect(tests.filter(({ error }) => error !== undefined)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
