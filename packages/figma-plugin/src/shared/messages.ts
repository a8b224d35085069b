import { type AskName, contract, type Selection, selection } from "./contract.ts";
import { anything, type Guard, oneOf, shape, text } from "./guard.ts";

/** From the UI: a question with a number of its own, which the answer carries again. */
export interface AskMessage {
  readonly kind: "ask";
  readonly id: string;
  readonly name: AskName;
  readonly question?: unknown;
}

/** From the main code. */
export type MainMessage =
  | { readonly kind: "answer"; readonly id: string; readonly answer?: unknown }
  | { readonly kind: "refusal"; readonly id: string; readonly code: string; readonly text: string }
  /** The user selected something else. */
  | { readonly kind: "selection"; readonly selection: Selection };

const isAskName: Guard<AskName> = (value): value is AskName =>
  typeof value === "string" && Object.keys(contract).includes(value);

/** Checked where messages arrive in the main code. */
export const isAskMessage: Guard<AskMessage> = shape({
  kind: oneOf("ask"),
  id: text,
  name: isAskName,
  question: anything,
});

const answered = shape({ kind: oneOf("answer"), id: text, answer: anything });
const refused = shape({ kind: oneOf("refusal"), id: text, code: text, text });
const selected = shape({ kind: oneOf("selection"), selection });

/** Checked where messages arrive in the UI. */
export const isMainMessage: Guard<MainMessage> = (value): value is MainMessage =>
  answered(value) || refused(value) || selected(value);
