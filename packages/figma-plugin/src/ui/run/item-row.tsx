import { useServices, useWords } from "../app/services.ts";
import { Troubles } from "../parts/troubles.tsx";
import { hasEnded, type Item } from "./item.ts";
import { phaseWords, stateWords } from "./phase-words.ts";

/** A picture of a run: its state, its jobs, what went wrong. */
export function ItemRow({ item }: { item: Item }) {
  const { screen } = useServices();
  const { t } = useWords();
  const { name, state, jobs, troubles } = item;
  const several = jobs.length > 1 || jobs.some(({ keyword }) => keyword !== undefined);
  return (
    <li class={`item ${state}`}>
      <div class="item-head">
        {!hasEnded(item) && state !== "waiting" && <span class="spinner" aria-hidden="true" />}
        <span class="name" title={name}>
          {name}
        </span>
        <span class="quiet">{stateWords(state, t)}</span>
      </div>
      {several && !hasEnded(item) && (
        <ul class="jobs">
          {jobs.map(({ keyword = "", phase, note }) => (
            <li key={keyword} class={phase}>
              <span class="name">{keyword}</span>
              <span class="quiet">
                {phaseWords(phase, t)}
                {note && ` · ${note}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Troubles troubles={troubles} t={t} onRemedy={() => screen.set({ at: "settings" })} />
    </li>
  );
}
