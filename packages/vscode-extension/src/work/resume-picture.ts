import {
  type Client,
  type Failure,
  isStratifyError,
  type JobHandle,
  type JobResult,
  StratifyError,
  type TaskResult,
} from "@stratify/core";
import type { PictureOptions } from "./picture-work.ts";

/**
 * Takes up everything of a journal that can still be had; nothing is paid. Jobs whose handle was lost are looked for
 * where the provider can list its jobs.
 */
export async function resumePicture(
  client: Client,
  { signal, deadline, journal, onProgress }: PictureOptions,
): Promise<TaskResult> {
  const { handles, lost } = journal.open();
  const call = { signal, deadline, journal, onProgress };
  const resume = (handle: JobHandle) =>
    client.resume(handle, call).then(
      (job): JobResult => job,
      (error: unknown): Failure => failure(error, handle.keyword),
    );

  const outcomes: (JobResult | Failure)[] = await Promise.all(handles.map(resume));
  for (const intent of lost) {
    const found = await client
      .recover(intent, { signal, journal })
      .catch((error: unknown) => failure(error, intent.keyword));
    if (found && "error" in found) outcomes.push(found);
    else if (found) {
      await journal.write({ type: "handle", intent: intent.id, handle: found });
      outcomes.push(await resume(found));
    } else {
      await journal.drop(intent);
      const { provider, image, keyword } = intent;
      const about = { provider, providerName: nameOf(client, provider), image, keyword };
      outcomes.push(
        failure(new StratifyError({ ...about, code: "outcome-unknown", mayHaveBeenCharged: true }), keyword),
      );
    }
  }
  const jobs = outcomes.flatMap((outcome) => ("layers" in outcome ? [outcome] : []));
  const failures = outcomes.flatMap((outcome) => ("error" in outcome ? [outcome] : []));
  return { layers: jobs.flatMap(({ layers }) => layers), failures, jobs };
}

function nameOf({ providers }: Client, id: string): string {
  return providers.find((provider) => provider.id === id)?.name ?? id;
}

function failure(thrown: unknown, keyword: string | undefined): Failure {
  const error = isStratifyError(thrown)
    ? thrown
    : new StratifyError({ code: "unexpected-response", cause: thrown });
  return { ...(keyword !== undefined && { keyword }), error };
}
