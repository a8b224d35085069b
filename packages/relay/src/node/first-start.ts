import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Environment } from "@stratify/core/service-environment";

/** What the first start makes up, where the environment does not give it. */
export interface Made {
  readonly token: string;
  readonly secret: string;
  /** Whether it was made just now. */
  readonly isNew: boolean;
}

/** Where they are kept: `RELAY_STATE_FILE`, or the usual place for what a program remembers. */
export function stateFile(env: Environment): string {
  const folder = env.XDG_STATE_HOME || `${env.HOME ?? "."}/.local/state`;
  return env.RELAY_STATE_FILE || `${folder}/stratify-relay.json`;
}

/**
 * The token and secret of the first start: read from the file, or made and written there, readable by its owner alone.
 *
 * @throws {TypeError} when the file is not one that the relay wrote
 */
export async function firstStart(file: string): Promise<Made> {
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept !== undefined) return { ...parsed(kept, file), isNew: false };
  const made = {
    token: randomBytes(32).toString("base64url"),
    secret: randomBytes(32).toString("base64url"),
  };
  await mkdir(dirname(file), { recursive: true });
  // Two first starts at once must not end up with different secrets.
  await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  return { ...made, isNew: true };
}

function parsed(text: string, file: string) {
  try {
    const { token, secret } = JSON.parse(text);
    if (typeof token === "string" && typeof secret === "string") return { token, secret };
  } catch {
    // Said below.
  }
  throw new TypeError(`${file} is not one that the relay wrote: move it away, or set RELAY_STATE_FILE`);
}
