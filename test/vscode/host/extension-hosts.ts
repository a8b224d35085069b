import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Ids of the processes below `ancestor` that extensions run in. */
export async function extensionHostsUnder(ancestor: number | undefined): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid=,ppid=,args="]);
  const processes = stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === ancestor || isBelow(parents.get(pid)));
  return processes
    .filter(({ pid, command }) => command.includes("--type=extensionHost") && isBelow(pid))
    .map(({ pid }) => pid);
}
