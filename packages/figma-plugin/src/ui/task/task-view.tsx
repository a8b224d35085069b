import { Button } from "@create-figma-plugin/ui";
import { keywordProblem, withHistory } from "@stratify/app/keywords/keywords";
import type { Task, TaskKind } from "@stratify/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { localEngine } from "../../shared/providers.ts";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { KeywordsSection } from "../keywords/keywords-section.tsx";
import type { Translate } from "../l10n/translate.ts";
import type { Choice } from "../providers/provider-book.ts";
import {
  consentName,
  consentWords,
  keepOpenWords,
  obstacleWords,
  placeWords,
  totalCostWords,
} from "../providers/provider-facts.ts";
import { chosenOf, ProviderSection, takesBackground, useChoices } from "../providers/provider-section.tsx";
import type { Order, Source } from "../run/order.ts";
import { useStart } from "../run/use-start.ts";
import { BackgroundSection } from "./background-section.tsx";
import { Consent } from "./consent.tsx";
import { ImagesSection } from "./images-section.tsx";
import { ResultSection } from "./result-section.tsx";
import { type Sending, useSending } from "./use-sending.ts";

/** What to do, with what, and by whom. */
export function TaskView({ task: kind }: { task: TaskKind }) {
  const { draft, selection, settings, screen, unplaced } = useServices();
  const left = useStore(unplaced).at(-1);
  const words = useWords();
  const { t } = words;
  const { units = [] } = useStore(selection) ?? {};
  const { keywords, background } = useStore(draft);
  const { providers, consents, mode, fill, history, maxLayers } = useStore(settings.store);
  const choices = useChoices(kind);
  const chosen = chosenOf(choices, providers[kind]);
  const start = useStart();
  const [asking, setAsking] = useState(false);
  const primary = useRef<HTMLButtonElement>(null);
  useEffect(() => setAsking(false), [chosen?.info.id]);

  const agreed = !chosen?.info.capabilities.host || consents.includes(consentName(chosen.info));
  const sending = useSending(chosen, agreed || asking);

  const task: Task =
    kind === "split"
      ? splitBy(keywords, maxLayers, chosen)
      : kind === "cutout"
        ? { task: kind }
        : { task: kind, background };
  const begin = (sources: readonly Source[], order: Order) => {
    if (kind === "split") settings.change({ history: withHistory(history, keywords) });
    start(sources.map((source) => ({ source, order })));
  };
  const go = () => {
    if (!chosen) return;
    const { id, name } = chosen.info;
    const sources = units.map((unit): Source => ({ from: "unit", id: unit.id, name: unit.name }));
    const allowResend = sending === "resend-risk";
    begin(sources, { task, provider: { id, name }, mode, fill, allowResend });
  };
  const tryGo = () => {
    if (missing) return;
    if (!agreed) setAsking(true);
    else if (sending !== "asking") go();
  };
  const sample = () => {
    const demo: Task = kind === "cutout" ? { task: kind } : { task: "split", keywords: [], maxLayers };
    const order = { task: demo, provider: localEngine, mode, fill, allowResend: false };
    start([{ source: { from: "sample" }, order }]);
  };

  const missing = whatIsMissing();
  const jobs = units.length * (kind === "split" ? Math.max(1, keywords.length) : 1);
  const warnings = chosen && <Warnings choice={chosen} sending={sending} />;
  return (
    <div class="view">
      <div class="scroll">
        <ImagesSection onSample={sample} />
        {kind === "split" && <KeywordsSection provider={chosen?.info} onEnter={tryGo} />}
        {kind === "replace-background" && <BackgroundSection choice={chosen} />}
        <ProviderSection task={kind} choices={choices} chosen={chosen} />
        <ResultSection task={kind} />
      </div>
      <div class="footer">
        {left && (
          <p class="row" role="note">
            <span class="grow">{t("Paid layers are not placed yet.")}</span>
            <button type="button" class="link" onClick={() => screen.set({ at: "run", run: left })}>
              {t("Show")}
            </button>
          </p>
        )}
        {asking && chosen ? (
          <Consent
            text={consentWords(chosen.info, t)}
            warnings={warnings}
            isReady={sending !== "asking"}
            onAgree={() => {
              settings.change({ consents: [...consents, consentName(chosen.info)] });
              go();
            }}
            onCancel={() => {
              setAsking(false);
              primary.current?.focus();
            }}
          />
        ) : (
          <>
            <p class="quiet" id="cost">
              {missing ??
                (chosen && jobs > 0 && totalCostWords(chosen.info, jobs, t)) ??
                (chosen?.info.capabilities.host
                  ? placeWords(chosen.info, t)
                  : t("Nothing leaves this machine."))}
            </p>
            {!missing && agreed && warnings}
            <Button
              ref={primary}
              fullWidth
              disabled={missing !== undefined || (agreed && sending === "asking")}
              onClick={tryGo}
              aria-describedby="cost warnings"
            >
              {titleOf(kind, t)}
            </Button>
          </>
        )}
      </div>
    </div>
  );

  function whatIsMissing(): string | undefined {
    if (units.length === 0) return t("Select something that can be split.");
    if (!chosen) return t("No provider can do this.");
    const obstacle = obstacleWords(chosen, words);
    if (obstacle) return `${chosen.info.name}: ${obstacle}`;
    if (kind === "split" && keywords.length === 0 && !chosen.info.capabilities.automatic)
      return t("{0} needs at least one keyword.", chosen.info.name);
    if (kind === "split") return keywords.flatMap((word) => keywordProblem(word, chosen.info, t) ?? [])[0];
    if (kind === "replace-background" && !takesBackground(chosen, background.kind))
      return t("Choose a background.");
    return undefined;
  }
}

/** A split by keywords; without any, an automatic one with no more layers than the provider makes. */
function splitBy(keywords: readonly string[], maxLayers: number, chosen: Choice | undefined): Task {
  const { automatic } = chosen?.info.capabilities ?? {};
  if (keywords.length > 0 || !automatic) return { task: "split", keywords };
  return { task: "split", keywords, maxLayers: Math.min(maxLayers, automatic.maxLayers) };
}

/** What the user should know before a task is paid for. */
function Warnings({ choice, sending }: { choice: Choice; sending: Sending }) {
  const { t } = useWords();
  const keepOpen = choice.standing === "ready" ? keepOpenWords(choice.info, t) : undefined;
  return (
    <div id="warnings">
      {sending === "asking" && <p class="quiet">{t("Checking the connection to {0}", choice.info.name)}</p>}
      {sending === "resend-risk" && choice.info.capabilities.cost.unit !== "free" && (
        <p class="wrong" role="note">
          {t(
            "If the connection breaks, this browser may send the request twice and the service may charge twice. A relay prevents that.",
          )}
        </p>
      )}
      {keepOpen && <p class="quiet">{keepOpen}</p>}
    </div>
  );
}

function titleOf(task: TaskKind, t: Translate): string {
  switch (task) {
    case "split":
      return t("Split into layers");
    case "cutout":
      return t("Cut out the subject");
    case "replace-background":
      return t("Replace the background");
  }
}
