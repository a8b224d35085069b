import { type Answer, type AskName, type Contract, contract, type Question } from "./contract.ts";
import type { Guard } from "./guard.ts";
import { type AskMessage, isMainMessage, type MainMessage } from "./messages.ts";

/** The main code said no: `code` for the UI's own words, the message in plain English. */
export class MainRefusal extends Error {
  override readonly name = "MainRefusal";
  readonly code: string;
  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

/** The UI's end of the bridge. */
export type AskMain = <Name extends AskName>(name: Name, question: Question<Name>) => Promise<Answer<Name>>;

interface Waiting {
  readonly take: (answer: unknown) => void;
  readonly refuse: (reason: MainRefusal) => void;
}

/**
 * Puts questions to the main code over messages, many at a time; each answer is checked and finds its question.
 *
 * @param send posts to the main code
 * @returns what asks, and what every message from the main code is to be given to: it answers `false` to those that
 * belong to no question
 */
export function createAskMain(send: (message: AskMessage) => void): {
  readonly ask: AskMain;
  readonly hear: (message: unknown) => message is MainMessage;
} {
  const waiting = new Map<string, Waiting>();
  let last = 0;
  const ask: AskMain = (name, question) =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = String(last);
      const isAnswer = answerGuard(name);
      const take = (answer: unknown) => {
        if (isAnswer(answer)) resolve(answer);
        else reject(new MainRefusal("not-understood", `the answer to ${name} is of another version`));
      };
      waiting.set(id, { take, refuse: reject });
      send({ kind: "ask", id, name, question });
    });
  const hear = (message: unknown): message is MainMessage => {
    if (!isMainMessage(message)) return false;
    if (message.kind === "selection") return true;
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === "answer") asked?.take(message.answer);
    else asked?.refuse(new MainRefusal(message.code, message.text));
    return asked !== undefined;
  };
  return { ask, hear };
}

function answerGuard<Name extends AskName>(name: Name): Guard<Answer<Name>> {
  const part: { readonly answer: Contract[Name]["answer"] } = contract[name];
  const { answer } = part;
  return (value): value is Answer<Name> => answer(value);
}
