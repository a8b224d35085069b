import { createHash } from "node:crypto";

/** Ids that look real and are the same in every run. */
export interface Ids {
  uuid(): string;
  /** 26 characters of Crockford's base 32, in ascending order. */
  ulid(): string;
  integer(): number;
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Starts a series of ids; the same seed gives the same series. */
export function createIds(seed: string): Ids {
  let count = 0;
  const digest = (): Buffer => createHash("sha256").update(`${seed}:${count}`).digest();
  return {
    uuid() {
      count++;
      const hex = digest().toString("hex");
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `8${hex.slice(17, 20)}`,
        hex.slice(20, 32),
      ].join("-");
    },
    ulid() {
      count++;
      const order = Array.from(
        { length: 10 },
        (_, place) => crockford[Math.floor(count / 32 ** (9 - place)) % 32],
      );
      const chance = Array.from(digest().subarray(0, 16), (byte) => crockford[byte % 32]);
      return `01${[...order.slice(2), ...chance].join("")}`;
    },
    integer() {
      count++;
      return count;
    },
  };
}
