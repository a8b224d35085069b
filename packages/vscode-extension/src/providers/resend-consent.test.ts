import { serviceFacts } from "@stratify/core/service-facts";
import { expect, it } from "vitest";
import { infoOf } from "../work/provider-setup.ts";
import { allowResend, isResendAllowed, resendAllowed } from "./resend-consent.ts";

function memento() {
  const values = new Map<string, unknown>();
  function get<T>(key: string): T | undefined;
  function get<T>(key: string, usual: T): T;
  function get(key: string, usual?: unknown) {
    return values.get(key) ?? usual;
  }
  return {
    get,
    keys: () => [...values.keys()],
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

it("remembers for which provider and host the user agreed, and for no other", async () => {
  const [one, other] = serviceFacts.map(infoOf);
  if (!one || !other) throw new Error("there are no two services");
  const kept = memento();
  expect(isResendAllowed(kept, one)).toBe(false);
  await allowResend(kept, one);
  expect(isResendAllowed(kept, one)).toBe(true);
  expect(isResendAllowed(kept, other)).toBe(false);
  const elsewhere = { ...one, capabilities: { ...one.capabilities, host: "proxy.example" } };
  expect(isResendAllowed(kept, elsewhere)).toBe(false);
  await allowResend(kept, elsewhere);
  expect(resendAllowed(kept)).toEqual({ [one.id]: [one.capabilities.host, "proxy.example"] });
});
