import { text } from "node:stream/consumers";
import { type Intent, isStratifyError } from "@stratify/core";
import type { ServiceSites } from "../sandbox/sites.ts";
import { diskResults } from "./disk-results.ts";
import { sandboxClient } from "./services.ts";

/** What another process left behind. */
export type LeftBehind = {
  readonly sites: ServiceSites;
  /** The folder of its result store. */
  readonly results: string;
} & ({ readonly handle: unknown } | { readonly intent: Intent });

/** What this process made of it. */
export type Resumed =
  | { readonly layers: readonly { readonly name: string; readonly role: string; readonly size: number }[] }
  | { readonly error: { readonly code: string; readonly message: string } };

// A program of its own: takes what was left behind from standard input and prints what came of it.
const left: LeftBehind = JSON.parse(await text(process.stdin));
const client = sandboxClient(left.sites, { results: diskResults(left.results) });
console.log(JSON.stringify(await resume()));

async function resume(): Promise<Resumed> {
  try {
    const handle = "intent" in left ? await client.recover(left.intent) : left.handle;
    const { layers } = await client.resume(handle);
    return { layers: layers.map(({ name, role, bytes }) => ({ name, role, size: bytes.length })) };
  } catch (error) {
    if (!isStratifyError(error)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
