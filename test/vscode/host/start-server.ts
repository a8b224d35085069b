import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type CodeServer, installCodeServer } from "./code-server.ts";
import { extensionHostsUnder } from "./extension-hosts.ts";
import { writeLanguagePack } from "./language-pack.ts";

/** Settings by their full names. */
export type SettingValues = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  /** Lets a page load an extension and a suite from addresses in its own; VS Code then shows no notification. */
  readonly smokeTest?: boolean;
  /** The user's settings. */
  readonly settings?: SettingValues;
  /** Settings of machine scope, such as the addresses of services. */
  readonly machineSettings?: SettingValues;
  /** Folders of unpacked extensions that are installed. */
  readonly extensions?: readonly string[];
  /** Added to the environment of the server and of its extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Language that extensions are shown in, such as `de`. Default `en`. */
  readonly locale?: string;
  /** Whether the server ends by itself, a minute after its last page. Default true. */
  readonly endsWhenIdle?: boolean;
}

/** A running server with data of its own. */
export interface Server {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Folder of its user data; gone once it is stopped. */
  readonly dataFolder: string;
  /** Kills the extension hosts as a crash does, and says how many there were. */
  killExtensionHosts(): Promise<number>;
  stop(): Promise<void>;
}

/** What would cover the workbench, or ask the network for news. */
const quiet: SettingValues = {
  "workbench.startupEditor": "none",
  "workbench.welcomePage.experimentalOnboarding": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "git.enabled": false,
  // A look at all processes of the machine, again and again.
  "remote.autoForwardPorts": false,
  "workbench.reduceMotion": "on",
  // An editor that opens late would put an end to a selection of several files.
  "explorer.autoReveal": false,
};

/** Starts VS Code's server on any free port of 127.0.0.1. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const codeServer = await installCodeServer();
  const dataFolder = await mkdtemp(join(tmpdir(), "stratify-vscode-"));
  const extensions = join(dataFolder, "extensions");
  await mkdir(extensions);
  for (const folder of options.extensions ?? [])
    await cp(folder, join(extensions, basename(folder)), { recursive: true });
  await writeSettings(join(dataFolder, "User"), { ...quiet, ...options.settings });
  await writeSettings(join(dataFolder, "Machine"), options.machineSettings ?? {});
  if (options.locale) await writeLanguagePack(dataFolder, options.locale);

  const child = spawn(codeServer.node, serverArguments(codeServer, dataFolder, options), {
    // A group of its own, so that all that it starts ends with it.
    detached: true,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    await endGroup(child);
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const origin = await listening(child);
    return {
      origin,
      dataFolder,
      async killExtensionHosts() {
        const hosts = await extensionHostsUnder(child.pid);
        for (const pid of hosts) process.kill(pid, "SIGKILL");
        return hosts.length;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArguments(codeServer: CodeServer, dataFolder: string, options: ServerOptions): string[] {
  return [
    codeServer.entry,
    ...["--bind-addr", "127.0.0.1:0", "--auth", "none"],
    ...["--config", join(dataFolder, "config.yaml"), "--session-socket", join(dataFolder, "session.sock")],
    ...["--user-data-dir", dataFolder, "--extensions-dir", join(dataFolder, "extensions")],
    ...["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"],
    ...["--disable-getting-started-override", "--ignore-last-opened", "--locale", options.locale ?? "en"],
    ...((options.endsWhenIdle ?? true) ? ["--idle-timeout-seconds", "61"] : []),
    ...(options.smokeTest ? ["--vscode-option", "enable-smoke-test-driver"] : []),
  ];
}

async function writeSettings(folder: string, settings: SettingValues): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings, null, 2));
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start:\n${said}`)), 60_000);
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`VS Code's server ended at once:\n${said}`)));
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGKILL");
  await ended;
}
