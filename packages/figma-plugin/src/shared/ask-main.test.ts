import { expect, it } from "vitest";
import { createAskMain, MainRefusal } from "./ask-main.ts";
import { type AskMessage, isAskMessage } from "./messages.ts";

function window() {
  const sent: AskMessage[] = [];
  return { sent, ...createAskMain((message) => sent.push(message)) };
}

it("gives each question the answer with its number, in whatever order they come", async () => {
  const { sent, ask, hear } = window();
  const one = ask("asset", { name: "one" });
  const two = ask("asset", { name: "two" });
  expect(sent.every(isAskMessage)).toBe(true);
  for (const { id } of sent.toReversed()) hear({ kind: "answer", id, answer: { data: `for ${id}` } });
  expect(await Promise.all([one, two])).toEqual(sent.map(({ id }) => ({ data: `for ${id}` })));
});

it("rejects with the main code's own code and words", async () => {
  const { sent, ask, hear } = window();
  const asked = ask("export", { unit: "1:2" });
  hear({ kind: "refusal", id: sent[0]?.id, code: "hidden", text: "“photo” is hidden." });
  await expect(asked).rejects.toEqual(new MainRefusal("hidden", "“photo” is hidden."));
  await expect(asked).rejects.toMatchObject({ code: "hidden" });
});

it("does not believe an answer of another shape", async () => {
  const { sent, ask, hear } = window();
  const asked = ask("export", { unit: "1:2" });
  hear({ kind: "answer", id: sent[0]?.id, answer: { plan: 1 } });
  await expect(asked).rejects.toMatchObject({ code: "not-understood" });
});

it("says which messages are the main code's", () => {
  const { hear } = window();
  expect(hear({ kind: "selection", selection: { units: [], refused: [] } })).toBe(true);
  for (const other of [null, "text", { kind: "selection" }, { kind: "answer", id: "99", answer: {} }])
    expect(hear(other)).toBe(false);
});
