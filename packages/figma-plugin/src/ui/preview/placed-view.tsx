import { Button } from "@create-figma-plugin/ui";
import { useEffect } from "preact/hooks";
import type { Answer } from "../../shared/contract.ts";
import { useServices, useWords } from "../app/services.ts";
import { germanRefusals } from "../l10n/german-refusals.ts";
import { Title } from "../parts/section.tsx";
import type { Run } from "../run/open-run.ts";

interface Props {
  readonly placed: Answer<"place">;
  readonly run: Run;
  readonly onLeave: () => void;
}

/** What was placed where, and what could not be. */
export function PlacedView({ placed: { placed, refused }, run, onLeave }: Props) {
  const { ask, announce } = useServices();
  const { t, language } = useWords();
  const { items } = run.store.get();
  const nameOf = (plan: string) => items.find(({ id }) => run.workOf(id)?.plan() === plan)?.name ?? "";
  const wordsFor = ({ code, text }: { readonly code: string; readonly text: string }) =>
    (language === "de" && germanRefusals[code]) || text;
  const summary =
    placed.length === 1
      ? t("The layers of {0} are in the file.", nameOf(placed[0]?.plan ?? ""))
      : t("The layers of {0} images are in the file.", placed.length);
  useEffect(() => announce(summary), [summary]);
  return (
    <div class="view">
      <div class="scroll">
        <Title>{placed.length > 0 ? summary : t("Nothing was placed.")}</Title>
        {placed.length > 0 && (
          <p class="quiet">{t("The originals are untouched. One undo takes everything back.")}</p>
        )}
        <ul class="items">
          {placed.map(({ plan, frame, note }) => (
            <li key={plan} class="item ready">
              <div class="item-head">
                <span class="name">{nameOf(plan)}</span>
                <button type="button" class="link" onClick={() => void ask("show", { node: frame })}>
                  {t("Show")}
                </button>
              </div>
              {note && <p class="quiet">{wordsFor(note)}</p>}
            </li>
          ))}
          {refused.map((refusal) => (
            <li key={refusal.plan} class="item failed">
              <div class="item-head">
                <span class="name">{nameOf(refusal.plan)}</span>
              </div>
              <p class="wrong">{wordsFor(refusal)}</p>
            </li>
          ))}
        </ul>
      </div>
      <div class="footer row">
        <Button fullWidth onClick={() => void ask("close", {})}>
          {t("Close")}
        </Button>
        {items.some(({ canRetry }) => canRetry) && (
          <Button secondary fullWidth onClick={() => run.retry()}>
            {t("Retry failed")}
          </Button>
        )}
        <Button secondary fullWidth onClick={onLeave}>
          {t("Split something else")}
        </Button>
      </div>
    </div>
  );
}
