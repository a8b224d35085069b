import type { Manifest } from "@stratify/imaging";
import type { ImageJob } from "../run/standing.ts";
import type { SourceState } from "../run/work-on-image.ts";

/** What a result lacks, or how it differs from what was asked; each host says it in its words. */
export type Remark =
  /** A result that can't be laid over the source, kept as the provider made it. */
  | { readonly kind: "unaligned"; readonly name: string; readonly reason: string }
  /** A result that shows the same as another layer, and is left out of the layers. */
  | { readonly kind: "duplicate"; readonly name: string; readonly of: string }
  /** A keyword that an earlier session did not come to. It was not submitted when the others were resumed. */
  | { readonly kind: "not-submitted"; readonly name: string }
  /** The source is not what the jobs were submitted for: results are as the provider made them. */
  | { readonly kind: "source-changed" | "source-gone" };

/** The remarks on a layer set. */
export function remarksOn({
  unaligned,
  duplicates,
}: Pick<Manifest, "unaligned" | "duplicates">): readonly Remark[] {
  return [
    ...unaligned.map(({ name, reason }): Remark => ({ kind: "unaligned", name, reason })),
    ...duplicates.map(({ name, of }): Remark => ({ kind: "duplicate", name, of })),
  ];
}

/** The remarks on jobs that were left out of a resume. */
export function remarksOnJobs(jobs: readonly ImageJob[]): readonly Remark[] {
  return jobs.flatMap(({ keyword, standing }): readonly Remark[] => {
    const isLeft = standing.state === "unsubmitted" && !standing.error;
    return isLeft && keyword !== undefined ? [{ kind: "not-submitted", name: keyword }] : [];
  });
}

/** The remark on results that are handed over as they were received; none for a source that is the same. */
export function remarkOnSource(state: SourceState): readonly Remark[] {
  return state === "same" ? [] : [{ kind: state === "gone" ? "source-gone" : "source-changed" }];
}
