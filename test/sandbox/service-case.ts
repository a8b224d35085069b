import type { Cost, ErrorCode, Task } from "@stratify/core";
import type { Operation } from "./faults.ts";

/** One way of using one service. The suites that hold for all services run every case of every service. */
export interface ServiceCase {
  /** Unique among all cases of all services. */
  readonly name: string;
  /** A background of the catalogue has an empty id here: suites take the first one that the service lists. */
  readonly task: Task;
  /** How the image is handed over. */
  readonly input: "bytes" | "url";
  /** What is sent before the paid request. */
  readonly uploads: readonly Operation[];
  /** Whether the job is polled; a synchronous edit is not. */
  readonly polled: boolean;
  /** Every layer that the task delivers, as `name (role, format)`. */
  readonly layers: readonly string[];
  /** What the task costs, where the service says so. */
  readonly cost?: Cost;
  /** Documented JSON answers to the requests of this case: of a job that succeeds at the first poll. */
  readonly answers: Readonly<Partial<Record<Operation, object>>>;
}

/** What a status word means for a job. Whatever does not end it, waits. */
export type Meaning = "succeeded" | "failed" | "refused" | "canceled" | "waits";

/** The error that a task ends with, by the meaning of the last word. */
export const errorCodes: Readonly<Record<Meaning, ErrorCode | undefined>> = {
  succeeded: undefined,
  waits: undefined,
  failed: "job-failed",
  refused: "content-refused",
  canceled: "job-canceled",
};

/** Where the documented answers of the cases say that results are. */
export const documentedResult = "https://files.test/result.png";
