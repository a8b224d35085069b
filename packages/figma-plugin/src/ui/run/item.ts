import type { Phase, Progress } from "@stratify/core";
import type { LayerSetProgress } from "@stratify/imaging";
import type { Trouble } from "../trouble/trouble.ts";
import type { MadeSet } from "./make-set.ts";

/** One job of an item, as it is shown. */
export interface JobLine {
  readonly keyword?: string | undefined;
  readonly phase: Phase;
  /** The provider's own status word. */
  readonly raw?: string | undefined;
  /** The provider's own progress text. */
  readonly note?: string | undefined;
}

/** What is being done for a picture, or how it ended. */
export type ItemState =
  | "waiting"
  | "exporting"
  | "working"
  | LayerSetProgress["step"]
  | "ready"
  | "failed"
  | "canceled"
  | "placed";

/** One picture of a run, as it is shown. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly state: ItemState;
  readonly jobs: readonly JobLine[];
  /** Of all that has succeeded so far. */
  readonly made?: MadeSet;
  readonly troubles: readonly Trouble[];
  /** Whether something failed that can be tried once more. */
  readonly canRetry: boolean;
  /** Whether nobody knows if the provider took one of its jobs: a retry is then not the first thing to do. */
  readonly isUnsure?: boolean;
}

/** Whether nothing more happens to it by itself. */
export function hasEnded({ state }: Item): boolean {
  return state === "ready" || state === "failed" || state === "canceled" || state === "placed";
}

/** The lines of jobs after something happened to one of them. */
export function withProgress(
  lines: readonly JobLine[],
  { keyword, phase, raw, note }: Progress,
): readonly JobLine[] {
  const line: JobLine = { keyword, phase, raw, note };
  const known = lines.some((each) => each.keyword === keyword);
  return known ? lines.map((each) => (each.keyword === keyword ? line : each)) : [...lines, line];
}
