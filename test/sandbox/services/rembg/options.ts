import type { Call } from "../../call.ts";

/** What a request asks for, as far as the sandbox acts on it. */
export interface RemoveOptions {
  readonly onlyMask: boolean;
  /** `#rrggbb`. */
  readonly background: string | undefined;
}

/** One entry of FastAPI's list of validation errors. */
export interface Problem {
  readonly type: string;
  readonly loc: readonly string[];
  readonly msg: string;
  readonly input: unknown;
}

/** Names that a model may contain (R3). */
const models = [
  "u2net",
  "u2netp",
  "u2net_human_seg",
  "silueta",
  "isnet-general-use",
  "isnet-anime",
  "birefnet-general",
  "birefnet-portrait",
  "bria-rmbg",
];

const boolean = /^(true|false|0|1|on|off|yes|no)$/i;
const integer = /^\d+$/;

/** Form fields beside file and model, and what each of them may be. */
const fields: Readonly<Record<string, RegExp>> = {
  a: boolean,
  af: integer,
  ab: integer,
  ae: integer,
  om: boolean,
  ppm: boolean,
};

/** Says what is wrong with the fields of a form. Fields that nobody knows are ignored. */
export function problemsOf(form: FormData | undefined): readonly Problem[] {
  const problem = (type: string, name: string, msg: string, input: unknown): Problem => ({
    type,
    loc: ["body", name],
    msg,
    input,
  });
  const file = form?.get("file");
  const model = String(form?.get("model") ?? "u2net");
  return [
    ...(file instanceof File ? [] : [problem("missing", "file", "Field required", null)]),
    // A search, not a comparison: any text that contains a known name passes (R3).
    ...(models.some((known) => model.includes(known))
      ? []
      : [
          problem(
            "string_pattern_mismatch",
            "model",
            `String should match pattern '(${models.join("|")})'`,
            model,
          ),
        ]),
    ...Object.entries(fields).flatMap(([name, pattern]) => {
      const value = form?.get(name) ?? undefined;
      if (value === undefined || pattern.test(String(value))) return [];
      return [problem("parsing", name, "Input should be a valid value", value)];
    }),
  ];
}

/**
 * Reads the options of a checked request. The background is looked for in the query alone, and ignored in the form (R2).
 *
 * @throws {Error} when the background is no list of four numbers
 */
export function optionsOf(call: Call, form: FormData): RemoveOptions {
  const onlyMask = /^(true|1|on|yes)$/i.test(String(form.get("om")));
  const color = call.url.searchParams.get("bgc");
  if (color === null) return { onlyMask, background: undefined };
  const channels = color.split(",").map(Number);
  if (channels.length !== 4 || !channels.every((channel) => channel >= 0 && channel <= 255))
    throw new Error("the background is no color");
  const hex = channels.slice(0, 3).map((channel) => Math.floor(channel).toString(16).padStart(2, "0"));
  return { onlyMask, background: `#${hex.join("")}` };
}
