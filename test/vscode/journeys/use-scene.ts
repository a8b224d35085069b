import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/sandbox.ts";
import { type Server, type SettingValues, startServer } from "../host/start-server.ts";
import { Workbench } from "../workbench/workbench.ts";
import { extensionId, sandboxEndpoints } from "./settings.ts";

/** Photographs of the fixtures. */
export type Photo = "cat.png" | "chelsea.png" | "coffee.png";

export interface SceneOptions {
  readonly photos?: readonly [Photo, ...Photo[]];
  /** Further names under which the first photograph is there. */
  readonly copies?: readonly string[];
  /** Extension host; default `node`. */
  readonly host?: "node" | "web";
  readonly settings?: SettingValues;
  readonly sandbox?: SandboxOptions;
  readonly locale?: string;
}

const photoFolder = join(import.meta.dirname, "../../fixtures/photos");

/** The workbench with the extension installed, a folder open, and the sandbox in place of the services. */
export class Scene {
  readonly workbench: Workbench;
  readonly sandbox: Sandbox;
  readonly server: Server;
  /** The folder that is open. */
  readonly folder: string;

  constructor(parts: Pick<Scene, "workbench" | "sandbox" | "server" | "folder">) {
    this.workbench = parts.workbench;
    this.sandbox = parts.sandbox;
    this.server = parts.server;
    this.folder = parts.folder;
  }

  /** Names of everything in the folder, in order. */
  async names(folder = ""): Promise<string[]> {
    return (await readdir(join(this.folder, folder))).sort();
  }

  read(name: string): Promise<Buffer> {
    return readFile(join(this.folder, name));
  }

  /** Sets a service's key by its command. */
  async setKey(service: string, key: string): Promise<void> {
    const { quickInput } = this.workbench;
    await this.workbench.run("Stratify: Set API Key...");
    await quickInput.choose(service);
    await quickInput.asks(`API key for ${service}`);
    await quickInput.answer(key);
    await this.workbench.notice("is kept");
    await this.workbench.notices.clear();
  }
}

/**
 * Opens a scene before the tests of a file or suite, which share it, and closes it after them. Of a test that fails a
 * picture of the workbench is kept.
 */
export function useScene(options: SceneOptions = {}): () => Scene {
  let scene: Scene | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
    const folder = join(await mkdtemp(join(tmpdir(), "stratify-")), "photos");
    await mkdir(folder);
    const { photos = ["coffee.png"], copies = [] } = options;
    for (const photo of photos) await cp(join(photoFolder, photo), join(folder, photo));
    for (const copy of copies) await cp(join(photoFolder, photos[0]), join(folder, copy));
    const sandbox = await startSandbox({ cors: options.host === "web", ...options.sandbox });
    const server = await startServer({
      extensions: [inject("extension")],
      settings: {
        ...(options.host === "web" && { "remote.extensionKind": { [extensionId]: ["web"] } }),
        ...options.settings,
      },
      machineSettings: sandboxEndpoints(sandbox),
      ...(options.locale && { locale: options.locale }),
    });
    const workbench = await Workbench.open(browser, server.origin, folder);
    scene = new Scene({ workbench, sandbox, server, folder });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || !scene) return;
    const name = `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`;
    console.log(`The workbench at that moment: ${await scene.workbench.screenshot(name)}`);
  });
  afterAll(async () => {
    await browser?.close();
    await scene?.server.stop();
    await scene?.sandbox.close();
    if (scene) await rm(dirname(scene.folder), { recursive: true, force: true });
  });
  return () => {
    if (!scene) throw new Error("A scene is open only while tests run.");
    return scene;
  };
}
