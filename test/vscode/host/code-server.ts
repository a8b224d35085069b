import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import {
  hasDebianPackages,
  installDebianPackages,
  missingDebianPackages,
} from "../../support/debian-packages.ts";

/** A server of VS Code's own workbench and extension host, ready to start. */
export interface CodeServer {
  /** Executable of the Node it was built for. */
  readonly node: string;
  /** Script that starts it. */
  readonly entry: string;
}

const version = "4.139.1";

/** Its install script insists on Node 24, runs `npm` again, and is refused by an npm that runs no scripts. */
const tools = { node: "24.21.0", npm: "11.19.1" };

/** What its native modules are compiled with. */
const buildPackages = ["build-essential", "python3", "pkg-config", "libkrb5-dev"];

/**
 * Finds code-server in the user's cache, or installs it there once: npm takes about two minutes and 800 MB.
 *
 * @throws {Error} when it can't be installed; the message says what to do
 */
export async function installCodeServer(): Promise<CodeServer> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "stratify");
  const folder = join(cache, `code-server-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(folder)) {
    const began = performance.now();
    console.log(
      `Real VS Code is not here yet: npm installs code-server to ${cache}. That takes two minutes, on a busy machine up to ten.`,
    );
    await installPackages();
    await mkdir(cache, { recursive: true });
    // Moved into place when complete, so that what was interrupted is never taken for an installation.
    const draft = await mkdtemp(`${folder}.`);
    try {
      await installInto(draft);
      await rename(draft, folder).catch((error: unknown) => {
        // Another process was faster.
        if (!existsSync(folder)) throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    console.log(`It is installed, after ${Math.round((performance.now() - began) / 1000)} s.`);
  }
  return {
    node: join(folder, "node_modules", nodePackage(), "bin", "node"),
    entry: join(folder, "node_modules", "code-server", "out", "node", "entry.js"),
  };
}

async function installPackages(): Promise<void> {
  if (!hasDebianPackages()) return;
  const missing = await missingDebianPackages(buildPackages);
  if (missing.length === 0 || (await installDebianPackages(missing))) return;
  throw new Error(
    `code-server is compiled on this machine, which lacks ${missing.join(", ")}. Run: sudo apt-get install ${missing.join(" ")}`,
  );
}

async function installInto(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), `{ "private": true }\n`);
  await npm(folder, [`${nodePackage()}@${tools.node}`, `npm@${tools.npm}`], {});
  const modules = join(folder, "node_modules");
  await npm(folder, [`code-server@${version}`], {
    PATH: [join(modules, nodePackage(), "bin"), join(modules, ".bin"), process.env.PATH].join(delimiter),
    npm_config_nodedir: join(modules, nodePackage()),
  });
}

/** The package of Node itself, which holds the headers too. */
function nodePackage(): string {
  if (process.platform === "win32")
    throw new Error("code-server does not run on Windows; Linux and macOS can.");
  return `node-${process.platform}-${process.arch}`;
}

async function npm(folder: string, packages: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const log = join(folder, "install.log");
  const code = await new Promise<number | null>((resolve, reject) => {
    // Under pnpm, npm would introduce itself as pnpm, which code-server refuses.
    const { npm_config_user_agent: _, ...inherited } = process.env;
    spawn("sh", ["-c", `npm install --no-audit --no-fund "$@" > "${log}" 2>&1`, "npm", ...packages], {
      cwd: folder,
      env: { ...inherited, ...env },
      stdio: "ignore",
      timeout: 900_000,
    })
      .on("close", resolve)
      .on("error", reject);
  });
  if (code === 0) return;
  const end = (await readFile(log, "utf8")).split("\n").slice(-30).join("\n");
  throw new Error(`npm could not install ${packages.join(" and ")}. Its last words:\n${end}`);
}
