import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ServiceSites } from "../../sandbox/sites.ts";

/** Bytes: what it still needs after a thorough collection, and what the system has given it. */
export interface Memory {
  readonly held: number;
  readonly resident: number;
}

/** A relay in a process of its own. */
export interface RelayProcess {
  readonly baseUrl: string;
  readonly token: string;
  readonly pid: number;
  memory(): Promise<Memory>;
  close(): void;
}

/** Starts a relay before a sandbox. */
export async function startRelay(sites: ServiceSites): Promise<RelayProcess> {
  const token = crypto.randomUUID();
  const script = fileURLToPath(new URL("relay-process.ts", import.meta.url));
  const child = fork(script, [JSON.stringify(sites), token, crypto.randomUUID()]);
  const [{ baseUrl }] = await once(child, "message");
  return {
    baseUrl,
    token,
    pid: child.pid ?? 0,
    memory: async () => {
      const told = once(child, "message");
      child.send("memory");
      return (await told)[0];
    },
    close: () => child.kill(),
  };
}
