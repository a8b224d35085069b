import { Worker } from "node:worker_threads";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import type { ServiceSites } from "../sandbox/sites.ts";
import type { Answer, Command, Commands, Question } from "./sandbox-thread-worker.ts";

/** A sandbox in a thread of its own, so that neither its work nor its memory counts as the client's. */
export interface SandboxThread {
  readonly sites: ServiceSites;
  /** Does something with the sandbox over there. */
  ask<Name extends Command>(
    command: Name,
    ...args: Parameters<Commands[Name]>
  ): Promise<ReturnType<Commands[Name]>>;
  close(): Promise<void>;
}

interface Asker {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** Starts a sandbox in another thread. */
export async function startSandboxThread(options: SandboxOptions): Promise<SandboxThread> {
  const worker = new Worker(new URL("./sandbox-thread-worker.ts", import.meta.url), { workerData: options });
  const askers = new Map<number, Asker>();
  let asked = 0;
  worker.on("message", ({ id, value }: Answer) => {
    askers.get(id)?.resolve(value as never);
    askers.delete(id);
  });
  worker.on("error", (error) => {
    for (const { reject } of askers.values()) reject(error);
  });
  const ask: SandboxThread["ask"] = (command, ...args) =>
    new Promise((resolve, reject) => {
      const question: Question = { id: asked++, command, args };
      askers.set(question.id, { resolve, reject });
      worker.postMessage(question);
    });
  return {
    sites: await ask("sites"),
    ask,
    close: async () => {
      await worker.terminate();
    },
  };
}
