import type { JobHandle } from "../contract/job.ts";
import { type Fields, isRecord } from "../contract/record.ts";
import { type ErrorCode, errorTable } from "./error-code.ts";
import { withoutQueries } from "./without-queries.ts";

/** What is known about a failure. Nothing here ever holds a key, a signed URL, a header, a request or a response. */
export interface ErrorFields {
  readonly code: ErrorCode;
  /** The provider's id and, for the sentence, its name. */
  readonly provider?: string | undefined;
  readonly providerName?: string | undefined;
  /** Which image, by name, and which keyword the failure is about. */
  readonly image?: string | undefined;
  readonly keyword?: string | undefined;
  /** What exactly is wrong, in the provider's words or ours. */
  readonly detail?: string | undefined;
  /** HTTP status of the response, or the one that the service's own code stands for. */
  readonly status?: number | undefined;
  /** The provider's own code. */
  readonly providerCode?: string | undefined;
  /** The id under which the provider's support finds the request. */
  readonly requestId?: string | undefined;
  /** Milliseconds the provider asked to wait. */
  readonly retryAfter?: number | undefined;
  /** True when a paid request may have been accepted without our learning of it. */
  readonly mayHaveBeenCharged?: boolean | undefined;
  /** Whether the provider says that it gave the money back. */
  readonly refunded?: boolean | undefined;
  /** The job, where `resume` can still deliver it. */
  readonly handle?: JobHandle | undefined;
  readonly cause?: unknown;
}

const brand = Symbol.for("stratify.error");

/** The one error class of this package: `code` says which way it failed, `message` what to do about it. */
export class StratifyError extends Error implements ErrorFields {
  override readonly name = "StratifyError";
  readonly code: ErrorCode;
  readonly mayHaveBeenCharged: boolean;
  declare readonly provider?: string;
  declare readonly providerName?: string;
  declare readonly image?: string;
  declare readonly keyword?: string;
  declare readonly detail?: string;
  declare readonly status?: number;
  declare readonly providerCode?: string;
  declare readonly requestId?: string;
  declare readonly retryAfter?: number;
  declare readonly refunded?: boolean;
  declare readonly handle?: JobHandle;

  constructor({ cause, ...given }: ErrorFields) {
    const { code, detail, mayHaveBeenCharged = false } = given;
    const fields = { ...given, detail: detail && withoutQueries(detail) };
    super(sentence(fields));
    this.code = code;
    this.mayHaveBeenCharged = mayHaveBeenCharged;
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) Object.defineProperty(this, name, { value, enumerable: true });
    }
    if (cause !== undefined) this.cause = harmless(cause);
    Object.defineProperty(this, brand, { value: true });
  }

  /** Everything but the stack, for logs and reports. */
  toJSON(): ErrorFields & { readonly message: string } {
    return { ...this, message: this.message };
  }
}

/**
 * Tells whether a value is a {@link StratifyError}, also one from another bundle, frame or realm.
 */
export function isStratifyError(value: unknown): value is StratifyError {
  return isRecord(value) && brand in value;
}

/** A copy of the error that also says which image, keyword or job it is about; what it already said stays. */
export function errorAbout(error: StratifyError, about: Partial<ErrorFields>): StratifyError {
  return new StratifyError({ ...about, ...error });
}

function sentence({
  code,
  providerName,
  provider,
  image,
  keyword,
  detail,
  mayHaveBeenCharged,
  refunded,
  handle,
}: ErrorFields) {
  const row: readonly [string, string, string?] = errorTable[code];
  const [whatHappened, whatToDo, whenResumable = whatToDo] = row;
  const subject = [image, keyword && `keyword "${keyword}"`].filter(Boolean).join(", ");
  const why = detail ? ` (${detail.replace(/[.\s]+$/, "")})` : "";
  const money = refunded
    ? " The cost was refunded."
    : mayHaveBeenCharged && code !== "outcome-unknown"
      ? " It may have been charged."
      : "";
  const said = [providerName ?? provider, subject, whatHappened + why].filter(Boolean).join(": ");
  return `${said}. ${handle ? whenResumable : whatToDo}${money}`;
}

/** Causes keep their words and code only: fetch errors of some hosts hang on to the request and its headers. */
function harmless(cause: unknown): unknown {
  if (isStratifyError(cause)) return cause;
  return isRecord(cause) ? { ...words(cause), ...words(cause.cause) } : undefined;
}

function words(value: unknown): Fields {
  if (!isRecord(value)) return {};
  const entries = ["name", "message", "code"].map((key) => [key, value[key]] as const);
  return Object.fromEntries(
    entries.flatMap(([key, word]) => (typeof word === "string" ? [[key, withoutQueries(word)]] : [])),
  );
}
