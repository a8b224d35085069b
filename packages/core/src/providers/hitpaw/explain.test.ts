import { expect, it } from "vitest";
import { explain } from "./explain.ts";

it.each([
  [{ code: 100429000 }, 429],
  [{ code: 500, message: "busy" }, 500],
  [{ code: "401" }, 401],
  [{ code: 1 }, 400],
])("takes the status that a code stands for before that of the response: %j", (body, status) => {
  expect(explain(body, 200)).toMatchObject({ status });
});
