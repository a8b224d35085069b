import { type CallOptions, imageFromBytes, StratifyError } from "@stratify/core";
import { type CheckedSource, ImagingError, type LayerMaker } from "@stratify/imaging";
import type { ImageJournal } from "../journal/image-journal.ts";
import type { ImageRun } from "./image-run.ts";
import { type ImageJob, nextStep } from "./standing.ts";

/** The image is not the one that jobs of this run were submitted for: nothing more is submitted. */
export class SourceChangedError extends Error {
  override readonly name = "SourceChangedError";
  readonly code = "source-changed";

  /** @param image its name */
  constructor(image: string) {
    super(`${image}: the image has changed since its jobs were submitted. Start a new run.`);
  }
}

/** How an image compares with the one that the jobs were submitted for. */
export type SourceState = "same" | "changed" | "gone";

export interface RoundParts {
  /** Absent for an image that the host has just made itself, and knows to be readable and unchanged. */
  readonly maker: Pick<LayerMaker, "check"> | undefined;
  /** Absent for the local engine. */
  readonly journal: ImageJournal | undefined;
}

export interface RoundOptions extends Pick<CallOptions, "deadline" | "onProgress"> {
  readonly signal: AbortSignal;
  /** Limits the work to the jobs of these keywords. @default all jobs that have not delivered */
  readonly only?: readonly (string | undefined)[] | undefined;
  /** Runs before the first paid request, such as a test of the key. What it throws ends the round. */
  readonly beforePaying?: ((signal: AbortSignal) => Promise<void>) | undefined;
}

/**
 * One round of work on an image: every job takes its next step. Before anything is paid the image is decoded as it
 * will be for its layers, and the plan is in the journal. How the jobs ended is in `run.jobs`.
 *
 * @param image its bytes are absent when it is gone, which matters only where something is to be submitted
 * @returns how the image compares with the one that was submitted, and what is known of it
 * @throws {ImagingError | SourceChangedError} before anything is sent; what `beforePaying` throws
 */
export async function workOnImage(
  run: ImageRun,
  image: { readonly name: string; readonly bytes: Uint8Array | undefined },
  { maker, journal }: RoundParts,
  { beforePaying, ...options }: RoundOptions,
): Promise<{ readonly state: SourceState; readonly sha256?: string | undefined }> {
  const { signal, only } = options;
  const { name, bytes } = image;
  const submits = submitsAny(run.jobs, only);
  if (!journal) {
    await run.work({ ...options, image: imageFromBytes(bytes ?? new Uint8Array(), name) });
    return { state: "same" };
  }
  const [checked] = await Promise.all([
    bytes && maker && check(maker, bytes, signal, submits),
    submits && beforePaying?.(signal),
  ]);
  const before = journal.record.image.sha256;
  const state =
    bytes === undefined ? "gone" : isSame(before, checked, maker !== undefined) ? "same" : "changed";
  if (submits) {
    if (state === "changed") throw new SourceChangedError(name);
    if (checked) journal.submits(checked.sha256);
    await planned(journal);
  }
  await run.work({ ...options, image: submits && bytes ? imageFromBytes(bytes, name) : undefined });
  return { state, sha256: checked?.sha256 };
}

/** Whether a round over the jobs of these keywords, or of all, sends a new request. */
export function submitsAny(
  jobs: readonly ImageJob[],
  only: readonly (string | undefined)[] | undefined,
): boolean {
  return jobs.some(
    ({ keyword, standing }) => nextStep(standing) === "submit" && (only?.includes(keyword) ?? true),
  );
}

/** What can't be decoded any more is not what was submitted. */
function isSame(before: string | undefined, checked: CheckedSource | undefined, isChecked: boolean): boolean {
  return before === undefined || !isChecked || before === checked?.sha256;
}

/** What can't be journalled is not paid for. */
async function planned(journal: ImageJournal): Promise<void> {
  try {
    await journal.plan();
  } catch (cause) {
    const { provider, image } = journal.record;
    const about = { provider: provider.id, providerName: provider.name, image: image.name };
    throw new StratifyError({ ...about, code: "journal-failed", cause });
  }
}

/** What is resumed only may have become unreadable since: that is a change, and no reason to fail. */
async function check(
  maker: Pick<LayerMaker, "check">,
  bytes: Uint8Array,
  signal: AbortSignal,
  submits: boolean,
): Promise<CheckedSource | undefined> {
  try {
    return await maker.check(bytes, { signal });
  } catch (error) {
    if (!submits && error instanceof ImagingError && error.code !== "worker-failed") return undefined;
    throw error;
  }
}
