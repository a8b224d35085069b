import type { SandboxThread } from "../../contract/sandbox-thread.ts";

/** Two ways of getting the same results by the same requests. Each call is one turn. */
export interface Contest {
  readonly name: string;
  readonly bare: () => Promise<void>;
  readonly client: () => Promise<void>;
}

/** What a turn took, in milliseconds. */
export interface Turn {
  /** Of this thread's own work. */
  readonly work: number;
  /** By the clock. */
  readonly elapsed: number;
}

/** The medians of what turns took on either side, each of which sent so many requests a turn. */
export interface Comparison {
  readonly requests: number;
  readonly bare: Turn;
  readonly client: Turn;
}

/**
 * Lets both sides take turns, each first as often as the other, and takes the medians of their turns.
 *
 * @param turns of each side; as many as a tenth of them go before, to warm up
 */
export async function compare(
  { bare, client }: Contest,
  turns: number,
  { ask }: SandboxThread,
): Promise<Comparison> {
  const taken: Record<"bare" | "client", Turn[]> = { bare: [], client: [] };
  const sent = new Set<number>();
  await ask("requests");
  for (let round = -turns / 10; round < turns; round++) {
    const sides = [["bare", bare] as const, ["client", client] as const];
    for (const [name, side] of round % 2 ? sides : sides.reverse()) {
      const turn = await time(side);
      sent.add(await ask("requests"));
      if (round >= 0) taken[name].push(turn);
    }
  }
  const [requests = 0, ...others] = sent;
  if (others.length > 0) throw new Error("the two sides sent different numbers of requests");
  return { requests, bare: medians(taken.bare), client: medians(taken.client) };
}

async function time(side: () => Promise<void>): Promise<Turn> {
  const began = performance.now();
  const usedBefore = process.threadCpuUsage();
  await side();
  const { user, system } = process.threadCpuUsage(usedBefore);
  return { work: (user + system) / 1000, elapsed: performance.now() - began };
}

function medians(turns: readonly Turn[]): Turn {
  const middle = (of: (turn: Turn) => number) =>
    turns.map(of).toSorted((a, b) => a - b)[turns.length >> 1] ?? 0;
  return { work: middle(({ work }) => work), elapsed: middle(({ elapsed }) => elapsed) };
}
