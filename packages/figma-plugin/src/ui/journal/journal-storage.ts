import { type JournalRecord, readRecord } from "@stratify/app/journal/record";
import type { JournalStorage } from "@stratify/app/journal/storage";
import { taskKindOf } from "@stratify/app/operation";
import type { AskMain } from "../../shared/ask-main.ts";
import type { About, SavedJob } from "../../shared/contract.ts";

/** Keeps records with the main code, each beside the plan by which its layers are placed. */
export function journalStorage(ask: AskMain): JournalStorage {
  return {
    async all() {
      const { jobs } = await ask("journal-list", {});
      return jobs.map(keptOf);
    },
    async write(id, record) {
      await ask("journal-write", { id, plan: record.image.ref, about: aboutOf(record), job: record });
    },
    async remove(id) {
      await ask("journal-remove", { id });
    },
  };
}

/**
 * The record of a saved job.
 *
 * @returns `undefined` when another version of the plugin wrote it
 */
export function recordOf(saved: SavedJob): JournalRecord | undefined {
  return readRecord(keptOf(saved));
}

/** The first version kept only the entries; the rest was beside them. */
function keptOf({ id, plan, name, about, at, job }: SavedJob): unknown {
  const isFirst = typeof job === "object" && job !== null && "version" in job && job.version === 1;
  return isFirst ? { ...job, id, plan, name, about, at } : job;
}

function aboutOf({ operation, provider }: JournalRecord): About {
  const split = operation.op === "layers" ? operation : undefined;
  return {
    task: taskKindOf[operation.op],
    keywords: split?.keywords ?? [],
    ...(split?.maxLayers !== undefined && { maxLayers: split.maxLayers }),
    provider: provider.id,
  };
}
