import type { OperationName } from "@stratify/app/operation";
import { outputName } from "../run/output-names.ts";

/** Operations in the order in which their results are worth looking at. */
const operations: readonly OperationName[] = ["layers", "cutout", "background", "mask"];

/** A result, known by its name. */
export interface NamedResult {
  readonly name: string;
  readonly op: OperationName;
}

/** The latest result of a source, among the names in a folder. */
export function newestResult(
  names: readonly string[],
  source: string,
  pattern: string,
): NamedResult | undefined {
  for (const op of operations) {
    const expected = outputName(pattern, source, op);
    const numbered = names.map((name) => ({ name, op, number: numberOf(name, expected) }));
    const [newest] = numbered
      .filter(({ number }) => number > 0)
      .sort((one, other) => other.number - one.number);
    if (newest) return { name: newest.name, op };
  }
  return undefined;
}

/** The operation that makes a result of this name out of that source. */
export function operationBetween(source: string, result: string, pattern: string): OperationName | undefined {
  if (source === result) return undefined;
  return operations.find((op) => numberOf(result, outputName(pattern, source, op)) > 0);
}

/** 1 for the expected name itself, 2 and more for the same name with a number, 0 for any other. */
function numberOf(name: string, expected: string): number {
  if (name === expected) return 1;
  const [base, ending] = expected.endsWith(".png") ? [expected.slice(0, -4), ".png"] : [expected, ""];
  if (!name.startsWith(`${base}-`) || !name.endsWith(ending)) return 0;
  const digits = name.slice(base.length + 1, name.length - ending.length);
  return /^[1-9]\d*$/.test(digits) ? Number(digits) : 0;
}
