import * as z from "zod/mini";

/** The `detail` of services built on FastAPI: a sentence, or a list of what is wrong with which field. */
export const fastapiDetail = z.nullish(z.unknown());

const problem = z.looseObject({ loc: z.nullish(z.array(z.unknown())), msg: z.nullish(z.string()) });

/** Such a `detail` as one line of words, or `undefined` where there is none. */
export function detailWords(detail: unknown): string | undefined {
  if (typeof detail === "string") return detail;
  const problems = z.safeParse(z.array(problem), detail).data;
  return problems?.map(({ loc, msg }) => [loc?.join("."), msg].filter(Boolean).join(": ")).join("; ");
}
