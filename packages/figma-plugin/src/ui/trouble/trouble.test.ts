import { StratifyError } from "@stratify/core";
import { ImagingError } from "@stratify/imaging";
import { expect, it } from "vitest";
import { MainRefusal } from "../../shared/ask-main.ts";
import { translator } from "../l10n/translate.ts";
import { ReachError } from "../reach/reach.ts";
import { troubleOf } from "./trouble.ts";

const english = { t: translator("en"), language: "en" } as const;
const german = { t: translator("de"), language: "de" } as const;
const about = { provider: "acme", providerName: "Acme", image: "cup", keyword: "spoon" } as const;

it("says which layer, why, and what to do, in both languages", () => {
  const error = new StratifyError({ ...about, code: "insufficient-credits" });
  expect(troubleOf(error, "cup", english)).toMatchObject({ about: "spoon", text: error.message });
  expect(troubleOf(error, "cup", german).text).toBe(
    "Acme: cup, Stichwort „spoon“: das Konto hat zu wenig Guthaben. Es wurde nichts berechnet. Laden Sie Guthaben nach und starten Sie es noch einmal.",
  );
});

it("tells a service that lets no page in from a network that is dead", () => {
  const withCause = (cause: ReachError) => new StratifyError({ ...about, code: "network", cause });
  const closed = troubleOf(withCause(new ReachError("no-cors", "api.example")), "cup", english);
  expect(closed).toMatchObject({ remedy: "relay" });
  expect(closed.text).toBe("Acme can't be called from Figma directly: set a relay in the settings.");
  const dead = troubleOf(withCause(new ReachError("offline", "api.example")), "cup", english);
  expect(dead.text).toBe("Acme can't be reached. Check the connection and run it again.");
  expect(dead.remedy).toBeUndefined();
});

it("says that something may have been charged, and what was given back", () => {
  const unknown = new StratifyError({
    ...about,
    code: "outcome-unknown",
    mayHaveBeenCharged: true,
    cause: new ReachError("offline", "api.example"),
  });
  expect(troubleOf(unknown, "cup", english).text).toMatch(/It may have been charged\.$/);
  const refunded = new StratifyError({ ...about, code: "job-failed", refunded: true });
  expect(troubleOf(refunded, "cup", german).text).toMatch(/Die Kosten wurden erstattet\.$/);
});

it("names the picture also where the main code or the codecs say what is wrong", () => {
  const refusal = new MainRefusal("not-exported", "Figma could not draw “cup”: no memory");
  expect(troubleOf(refusal, "cup", english).text).toBe("Figma could not draw “cup”: no memory");
  expect(troubleOf(refusal, "cup", german).text).toBe("cup: Figma konnte es nicht zeichnen.");
  expect(troubleOf(new ImagingError("damaged", "the file is damaged"), "cup", english).text).toBe(
    "cup: the file is damaged",
  );
});

it("gives details without addresses of pictures", () => {
  const error = new StratifyError({
    ...about,
    code: "result-invalid",
    detail: "https://cdn.example/x/1.png?signature=secret was no image",
    requestId: "r-1",
  });
  const { details } = troubleOf(error, "cup", english);
  expect(details).toContain("request id: r-1");
  expect(details).toContain("https://cdn.example/…");
  expect(details).not.toContain("secret");
});
