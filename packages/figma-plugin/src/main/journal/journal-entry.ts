import { about } from "../../shared/contract.ts";
import { anything, finite, type Guarded, shape, text } from "../../shared/guard.ts";
import { planned } from "../plan/plan-book.ts";

/** What the journal keeps of a job: where its layers go, what it is about, and what the UI needs to take it up. */
export const journalEntry = shape({ id: text, plan: text, planned, about, job: anything, at: finite });
export type JournalEntry = Guarded<typeof journalEntry>;
