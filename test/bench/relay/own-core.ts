import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/**
 * Gives a process a core of its own, and this one another, with all their threads: as if the process stood on a machine
 * of its own.
 *
 * @returns whether that was done: it takes two cores, and `taskset` of Linux
 */
export function giveOwnCore(pid: number): boolean {
  if (process.platform !== "linux" || availableParallelism() < 2) return false;
  const pin = (to: number, core: number) =>
    execFileSync("taskset", ["--all-tasks", "--pid", "--cpu-list", String(core), String(to)], {
      stdio: "ignore",
    });
  pin(process.pid, 0);
  pin(pid, 1);
  return true;
}
