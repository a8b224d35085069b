import { parentPort, workerData } from "node:worker_threads";
import type { FaultRate } from "../sandbox/faults.ts";
import { type SandboxOptions, startSandbox } from "../sandbox/sandbox.ts";
import type { ServiceSites } from "../sandbox/sites.ts";

/** One thing to do with the sandbox. */
export interface Question {
  readonly id: number;
  readonly command: Command;
  readonly args: readonly unknown[];
}

/** What it came to. */
export interface Answer {
  readonly id: number;
  readonly value: unknown;
}

export type Commands = typeof commands;
export type Command = keyof Commands;

const sandbox = await startSandbox(workerData as SandboxOptions);

/** What another thread can do with a sandbox. */
const commands = {
  sites: (): ServiceSites => ({ services: sandbox.services }),
  filesUrl: () => sandbox.filesUrl,
  imageUrls: (pictures: readonly Uint8Array[]) =>
    pictures.map((picture, index) => sandbox.imageUrl(picture, `picture-${index}.png`)),
  paid: () => sandbox.paid.entries,
  /** How many requests came since the last time. */
  requests: () => sandbox.requests.splice(0).length,
  leaks: () => sandbox.leaks,
  random: (seed: number, rates: readonly FaultRate[]) => sandbox.faults.random(seed, rates),
  clearFaults: () => sandbox.faults.clear(),
};

parentPort?.on("message", ({ id, command, args }: Question) => {
  const run = commands[command] as (...args: readonly unknown[]) => unknown;
  const answer: Answer = { id, value: run(...args) };
  parentPort?.postMessage(answer);
});
