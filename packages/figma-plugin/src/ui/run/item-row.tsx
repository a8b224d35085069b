import { jobMessage, layerStepMessage } from "@stratify/app/messages/job";
import { useServices, useWords } from "../app/services.ts";
import type { Translate } from "../l10n/translate.ts";
import { Troubles } from "../parts/troubles.tsx";
import { hasEnded, type Item, type ItemState } from "./item.ts";

/** A picture of a run: its state, its jobs, what went wrong. */
export function ItemRow({ item }: { item: Item }) {
  const { screen } = useServices();
  const { t } = useWords();
  const { name, state, jobs, troubles } = item;
  const several = jobs.length > 1 || jobs.some(({ keyword }) => keyword !== undefined);
  const [only] = several || state !== "working" ? [] : jobs;
  return (
    <li class={`item ${state}`}>
      <div class="item-head">
        {!hasEnded(item) && state !== "waiting" && <span class="spinner" aria-hidden="true" />}
        <span class="name" title={name}>
          {name}
        </span>
        <span class="quiet">{only ? jobMessage(only, t) : stateMessage(state, t)}</span>
      </div>
      {several && !hasEnded(item) && (
        <ul class="jobs">
          {jobs.map(({ keyword = "", ...job }) => (
            <li key={keyword} class={job.phase}>
              <span class="name">{keyword}</span>
              <span class="quiet">{jobMessage(job, t)}</span>
            </li>
          ))}
        </ul>
      )}
      <Troubles troubles={troubles} t={t} onRemedy={() => screen.set({ at: "settings" })} />
    </li>
  );
}

/** What is being done for an image. */
function stateMessage(state: ItemState, t: Translate): string {
  switch (state) {
    case "waiting":
      return t("waiting for its turn");
    case "exporting":
      return t("exporting");
    case "working":
      return t("processing");
    case "reading":
    case "composing":
    case "checking":
      return layerStepMessage(state, t);
    case "ready":
    case "placed":
      return t("done");
    case "failed":
      return t("failed");
    case "canceled":
      return t("stopped");
  }
}
