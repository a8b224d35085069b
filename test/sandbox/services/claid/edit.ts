import type { Edit } from "../../segmenter.ts";

/** A checked body, as far as the sandbox acts on it. */
interface EditBody {
  readonly input?: string;
  readonly operations: {
    readonly background?: {
      readonly remove?: boolean | { readonly selective?: { readonly object_to_keep: string } | null } | null;
      readonly color?: string | null;
    } | null;
  };
  readonly output?:
    | string
    | { readonly format?: string | { readonly type: string } | null; readonly destination?: string | null }
    | null;
}

/** What a checked body asks for. */
export interface EditRequest {
  readonly input: string;
  readonly edit: Edit;
  readonly task: "split" | "cutout" | "replace-background";
  readonly keyword: string | undefined;
  /** Where the result is to be stored, which needs a storage the sandbox does not have. */
  readonly destination: string | undefined;
}

/** Reads a checked body. Without a format it is JPEG, and formats without alpha are filled with white (C7, C8). */
export function readEdit(body: unknown): EditRequest {
  const { input = "", operations, output } = body as EditBody;
  const remove = operations.background?.remove ?? false;
  const keyword = typeof remove === "object" ? remove.selective?.object_to_keep : undefined;
  const color = operations.background?.color ?? undefined;
  const format = formatOf(output);
  const background = color === "transparent" && format === "png" ? undefined : solid(color);
  const keep = keyword !== undefined ? { object: keyword } : remove === false ? "everything" : "subject";
  const isRecoloured = color !== undefined && color !== "transparent";
  const task = keyword !== undefined ? "split" : isRecoloured ? "replace-background" : "cutout";
  const destination = typeof output === "string" ? output : (output?.destination ?? undefined);
  return { input, edit: { keep, background, format }, task, keyword, destination };
}

/** WebP and AVIF are answered as PNG, TIFF as JPEG: the sandbox has no encoders for them. */
function formatOf(output: EditBody["output"]): Edit["format"] {
  const asked = typeof output === "object" && output !== null ? output.format : undefined;
  const name = typeof asked === "object" && asked !== null ? asked.type : asked;
  return name === "png" || name === "webp" || name === "avif" ? "png" : "jpeg";
}

function solid(color: string | undefined): string {
  return color === undefined || color === "transparent" ? "#ffffff" : color;
}
