import type { Failure, StratifyError } from "@stratify/core";

/** Nothing came of the work on a picture: the sentences of all jobs that failed. */
export class PictureError extends Error {
  override readonly name = "PictureError";
  /** Of the first job. */
  readonly code: StratifyError["code"] | undefined;
  /** The provider's id of the request, where it gave one. */
  readonly requestId: string | undefined;

  constructor(failures: readonly Failure[]) {
    super([...new Set(failures.map(({ error }) => error.message))].join(" "));
    this.code = failures[0]?.error.code;
    this.requestId = failures.find(({ error }) => error.requestId)?.error.requestId;
  }
}
