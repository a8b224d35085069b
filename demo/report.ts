import type { StratifyError } from "@stratify/core";
import type { Run } from "./plan.ts";
import type { WrittenSet } from "./write-layers.ts";

/** How one run went: a line of the table and a part of the contact sheet. */
export interface Report {
  readonly run: Run;
  /** Absent when there was nothing to write. */
  readonly written?: WrittenSet;
  readonly failures: readonly { readonly error: StratifyError }[];
  readonly jobs: number;
  readonly polls: number;
  readonly paid: number;
  readonly seconds: number;
  readonly cost: string;
}

const columns = [
  "image",
  "provider",
  "task",
  "jobs",
  "polls",
  "paid submits",
  "time",
  "cost",
  "off by",
  "files",
] as const;

/** One row a report, in the order of {@link columns}. */
function cells({ run, written, jobs, polls, paid, seconds, cost }: Report): readonly string[] {
  const numbers = [jobs, polls, paid].map(String);
  return [
    run.image.title,
    run.provider.name,
    run.task.task,
    ...numbers,
    `${seconds.toFixed(1)} s`,
    cost,
    written?.manifest.score ? written.manifest.score.mean.toFixed(3) : "-",
    String(written?.files ?? 0),
  ];
}

/** The closing table as text, in even columns. */
export function table(reports: readonly Report[]): string {
  const rows = [columns, ...reports.map(cells)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const [head = columns, ...body] = rows;
  return [line(head), widths.map((width) => "-".repeat(width)).join("  "), ...body.map(line)].join("\n");
}
