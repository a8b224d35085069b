import { isStratifyError } from "@stratify/core";
import { type KeyVerdict, refusesKey } from "@stratify/core/test-key";
import { offered } from "./open-clients.ts";
import type { RelaySetup } from "./provider-setup.ts";

/** Asks the relay what it offers to whoever has this token. */
export async function testToken(relay: RelaySetup, signal: AbortSignal): Promise<KeyVerdict> {
  try {
    await offered(relay, signal);
    return { key: "accepted" };
  } catch (error) {
    if (!isStratifyError(error)) throw error;
    return { key: refusesKey(error) ? "refused" : "unknown", error };
  }
}
