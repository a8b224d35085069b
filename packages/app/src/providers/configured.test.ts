import type { ServiceOption } from "@stratify/core/services";
import { expect, it } from "vitest";
import { missingOptions } from "./configured.ts";

const option = (name: string, more: Partial<ServiceOption> = {}): ServiceOption => {
  return { name, env: name.toUpperCase(), label: { en: name, de: name }, scope: "workspace", ...more };
};
const namesOf = (options: readonly ServiceOption[], values: Readonly<Record<string, string>>) =>
  missingOptions({ options }, values).map(({ name }) => name);

it("names everything that is required, has no default and is not set", () => {
  const options = [
    option("apiKey", { required: true, secret: true }),
    option("preset", { required: true }),
    option("model", { required: true, default: "best" }),
    option("brand"),
  ];
  expect(namesOf(options, {})).toEqual(["apiKey", "preset"]);
  expect(namesOf(options, { apiKey: "k", preset: "  " })).toEqual(["preset"]);
  expect(namesOf(options, { apiKey: "k", preset: "web" })).toEqual([]);
});

it("takes a service without a key for ready when its base URL is set", () => {
  const options = [option("baseUrl", { required: true, scope: "machine" })];
  expect(namesOf(options, {})).toEqual(["baseUrl"]);
  expect(namesOf(options, { baseUrl: "http://127.0.0.1:7000" })).toEqual([]);
});
