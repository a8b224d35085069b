import type { Intent } from "../contract/job.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { within } from "../http/within.ts";
import type { JournalEntry } from "./journal.ts";
import type { Services } from "./services.ts";
import { settled } from "./settled.ts";

/**
 * Writes the intent. What can't be journalled is not paid for; a journal that hangs ends with the call's signal.
 *
 * @throws {StratifyError} `journal-failed`, or the signal's reason
 */
export async function writeIntent(services: Services, intent: Intent, signal: AbortSignal): Promise<void> {
  try {
    await within(signal, undefined, async () => services.journal.write({ type: "intent", intent }));
  } catch (cause) {
    signal.throwIfAborted();
    throw new StratifyError({ code: "journal-failed", cause });
  }
}

/**
 * Writes what came after the payment. The job goes on whether or not the journal can be written or settles: its handle
 * is in every error and result.
 */
export async function writeQuietly({ journal, clock }: Services, entry: JournalEntry): Promise<void> {
  await settled(clock, () => journal.write(entry)).catch(() => {});
}
