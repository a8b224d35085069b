/** What a piece of work is busy with, in the order in which it comes up. No piece of work goes through all of them. */
export const workSteps = ["reading", "finding", "cutting", "edges", "painting", "writing"] as const;

/**
 * One of the {@link workSteps}: decoding the image, looking for the subject, cutting it out, drawing its edges,
 * painting the background behind it, encoding the result.
 */
export type WorkStep = (typeof workSteps)[number];

/** How far a piece of work is. */
export interface WorkProgress {
  readonly step: WorkStep;
  /** Of the whole piece of work, from 0 to 1. */
  readonly fraction: number;
}

/** Told what a piece of work is busy with, and how far the whole of it is, from 0 to 1. */
export type Progress = (step: WorkStep, fraction: number) => void;
