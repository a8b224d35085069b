import type { TaskKind } from "@stratify/core";
import type { AccessToken } from "./access-token.ts";
import { type Allowance, createAllowance } from "./allowance.ts";
import { digest, digestText } from "./digest.ts";

/** Whoever asks: what its token stands for. */
export interface Caller {
  /** Tells tokens apart and gives nothing away. */
  readonly id: string;
  readonly name: string;
  mayAsk(task: TaskKind): boolean;
  readonly allowance: Allowance;
}

/** Knows the tokens that open the relay. */
export interface TokenBook {
  /** @param authorization the header's value */
  callerOf(authorization: string | null | undefined): Promise<Caller | undefined>;
  /** The caller that a result's link was made for; `undefined` when its token was taken away since. */
  callerById(id: string): Promise<Caller | undefined>;
}

interface Page extends Caller {
  readonly hash: Uint8Array;
}

const shortestToken = 24;

/** @throws {TypeError} when there is no token, or one is too short to be safe from guessing */
export function createTokenBook(tokens: readonly AccessToken[]): TokenBook {
  if (tokens.length === 0) throw new TypeError("the relay needs an access token");
  for (const { name, token } of tokens) {
    if (!/^[\x21-\x7e]+$/.test(token) || token.length < shortestToken)
      throw new TypeError(`the token "${name}" needs ${shortestToken} characters or more, without spaces`);
  }
  let written: Promise<readonly Page[]> | undefined;
  const pages = () => {
    written ??= Promise.all(tokens.map(pageOf));
    return written;
  };

  return {
    async callerOf(authorization) {
      const [, token = ""] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? "") ?? [];
      const hash = await digest(token);
      let found: Caller | undefined;
      // Every page is compared to its end, so that the time it takes tells nothing.
      for (const page of await pages()) if (areEqual(page.hash, hash)) found = page;
      return found;
    },
    async callerById(id) {
      return (await pages()).find((page) => page.id === id);
    },
  };
}

async function pageOf({ name, token, tasks, requestsPerMinute, costPerDay }: AccessToken): Promise<Page> {
  return {
    id: (await digestText(`token ${token}`)).slice(0, 16),
    name,
    hash: await digest(token),
    mayAsk: (task) => tasks?.includes(task) ?? true,
    allowance: createAllowance(requestsPerMinute ?? 600, costPerDay ?? {}),
  };
}

/** Two hashes of one length, in a time that does not depend on where they differ. */
function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}
