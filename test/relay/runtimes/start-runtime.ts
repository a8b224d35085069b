import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished } from "vitest";
import { workerConfig } from "./worker-config.ts";

const relay = fileURLToPath(new URL("../../../packages/relay", import.meta.url));
const serve = join(relay, "src/entries/serve.ts");

const programs = {
  workerd: [program("workerd", "bin/workerd")],
  bun: [program("bun", "bin/bun.exe")],
  deno: [process.execPath, program("deno", "bin.cjs")],
} as const;
const permissions = ["--allow-env", "--allow-net", "--allow-read"];

export type Runtime = keyof typeof programs;

/** A relay in a runtime of its own. */
export interface RunningRelay {
  readonly baseUrl: string;
  /** All that it has printed so far. */
  printed(): string;
}

/** Starts the relay's own entry for a runtime, until the test is over. */
export async function startRuntime(
  runtime: Runtime,
  env: Readonly<Record<string, string>>,
): Promise<RunningRelay> {
  const port = await freePort();
  const [command = "", ...args] = await commandOf(runtime, env, port);
  const { PATH, HOME } = process.env;
  const child = spawn(command, args, {
    env: { PATH, HOME, RELAY_HOST: "127.0.0.1", RELAY_PORT: String(port), ...env },
    cwd: relay,
    stdio: ["ignore", "pipe", "pipe"],
    // Some of these programs start another one, which has to end with them.
    detached: true,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      printed += text;
    });
  }
  const ended = once(child, "close");
  onTestFinished(async () => {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
    await ended;
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(`${baseUrl}/healthz`).then(
      ({ ok }) => ok,
      () => printed,
    );
  await expect.poll(isUp, { timeout: 30_000, interval: 100 }).toBe(true);
  return { baseUrl, printed: () => printed };
}

/** Runs a script beside this one to its end, and gives what it prints. */
export async function runScript(runtime: "deno" | "bun", script: string, argument: string): Promise<string> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const [command, ...args] = [...programs[runtime], "run", ...(runtime === "deno" ? permissions : [])];
  const { stdout } = await promisify(execFile)(command, [...args, path, argument], { cwd: relay });
  return stdout.trim();
}

async function commandOf(
  runtime: Runtime,
  env: Readonly<Record<string, string>>,
  port: number,
): Promise<readonly string[]> {
  const program = programs[runtime];
  if (runtime === "bun") return [...program, serve];
  if (runtime === "workerd") return [...program, "serve", await workerConfig(relay, env, port)];
  return [...program, "serve", ...permissions, "--host=127.0.0.1", `--port=${port}`, serve];
}

function program(name: string, path: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return join(dirname(manifest), path);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("the port has no number");
  return address.port;
}
