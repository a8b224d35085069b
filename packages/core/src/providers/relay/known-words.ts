import * as z from "zod/mini";

/**
 * A list of words of which only those are kept that this version knows: a newer relay may list more tasks, formats
 * or kinds than this program can ask for.
 */
export function knownWords<Word extends string>(words: readonly Word[]) {
  return z.pipe(
    z.array(z.string()),
    z.transform((list: string[]) => words.filter((word) => list.includes(word))),
  );
}
