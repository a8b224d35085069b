import { expect, it } from "vitest";
import { serviceFacts } from "./service-facts.ts";
import { services } from "./services.ts";

it("is what the descriptors say: run `pnpm generate` after a change", () => {
  expect(serviceFacts).toEqual(services.map(({ create, checkKey, ...facts }) => facts));
});
