import type { UIAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { type Answer, type AskName, type Contract, contract, type Question } from "../../shared/contract.ts";
import { type Guard, shape, text } from "../../shared/guard.ts";
import { isAskMessage, type MainMessage } from "../../shared/messages.ts";
import { PluginError, refusalFrom } from "../plugin-error.ts";

/** What the main code answers to each question of the contract. */
export type Answers = {
  readonly [Name in AskName]: (question: Question<Name>) => Promise<Answer<Name>> | Answer<Name>;
};

const hasId = shape({ id: text });

/**
 * The main code's end of the bridge: checks what arrives, answers with the question's number. What is thrown becomes a
 * refusal; what is no question but has a number is refused too, so that nobody waits for an answer.
 */
export function openBridge(ui: Pick<UIAPI, "on" | "postMessage">, answers: Answers): void {
  const post = (message: MainMessage) => ui.postMessage(message);
  ui.on("message", async (message: unknown) => {
    if (!hasId(message)) return;
    const { id } = message;
    try {
      if (!isAskMessage(message)) throw notUnderstood("a question");
      const answer = await answerTo(answers, message.name, message.question);
      post({ kind: "answer", id, answer });
    } catch (thrown) {
      post({ kind: "refusal", id, ...refusalFrom(thrown) });
    }
  });
}

async function answerTo<Name extends AskName>(
  answers: Answers,
  name: Name,
  question: unknown,
): Promise<Answer<Name>> {
  const isQuestion = questionGuard(name);
  if (!isQuestion(question)) throw notUnderstood(`the question ${name}`);
  const answer: Answers[Name] = answers[name];
  return answer(question);
}

function questionGuard<Name extends AskName>(name: Name): Guard<Question<Name>> {
  const part: { readonly question: Contract[Name]["question"] } = contract[name];
  const { question } = part;
  return (value): value is Question<Name> => question(value);
}

function notUnderstood(what: string): PluginError {
  return new PluginError(
    "not-understood",
    `The plugin's window sent ${what} that its main code does not know.`,
  );
}
