import { Button } from "@create-figma-plugin/ui";
import type { Task } from "@stratify/core";
import { useEffect, useState } from "preact/hooks";
import type { SavedJob } from "../../shared/contract.ts";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { germanRefusals } from "../l10n/german-refusals.ts";
import type { Translate } from "../l10n/translate.ts";
import type { Order } from "../run/order.ts";
import { useStart } from "../run/use-start.ts";
import { troubleOf } from "../trouble/trouble.ts";
import { recordOf } from "./journal-storage.ts";

/** Jobs that were submitted or planned, and not placed: to be resumed, submitted or discarded. */
export function ResumeView() {
  const { ask, providers, settings, trouble, unfinished } = useServices();
  const words = useWords();
  const { t, language } = words;
  const start = useStart();
  const [jobs, setJobs] = useState<readonly SavedJob[]>();
  const [discarding, setDiscarding] = useState<string>();
  const { mode, fill } = useStore(settings.store);
  const relay = useStore(providers.relay);
  const tell = (error: unknown) => trouble.set(troubleOf(error, t("Unfinished jobs"), words));
  const list = () =>
    ask("journal-list", {}).then(({ jobs: found }) => {
      setJobs(found);
      unfinished.set(found.length);
    }, tell);
  useEffect(() => void list(), []);

  const known = new Map(providers.choices().map(({ info, standing }) => [info.id, { info, standing }]));
  const isReady = ({ state, about }: SavedJob) =>
    state !== "other-file" && known.get(about.provider)?.standing === "ready";
  const canResume = (saved: SavedJob) => isReady(saved) && !isPlan(saved);
  const canSubmit = (saved: SavedJob) =>
    isReady(saved) && isPlan(saved) && saved.state !== "changed" && saved.state !== "gone";
  const startSaved = (chosen: readonly SavedJob[], submits: boolean) =>
    start(
      chosen.map((saved) => {
        const { about } = saved;
        const provider = { id: about.provider, name: known.get(about.provider)?.info.name ?? about.provider };
        const order: Order = { task: taskOf(saved), provider, mode, fill, allowResend: false };
        return { source: { from: "saved", saved, submits } as const, order };
      }),
    );
  const discard = async (id: string) => {
    await ask("journal-remove", { id }).catch(tell);
    setDiscarding(undefined);
    await list();
  };
  const able = jobs?.filter(canResume) ?? [];
  return (
    <div class="view">
      <div class="scroll">
        <h1 class="title">{t("Unfinished jobs")}</h1>
        <p class="quiet">{t("Resuming what was submitted costs nothing.")}</p>
        {jobs?.length === 0 && <p>{t("There are no unfinished jobs.")}</p>}
        <ul class="items">
          {jobs?.map((job) => (
            <li key={job.id} class="item">
              <div class="item-head">
                <span class="name" title={job.name}>
                  {job.name}
                </span>
                <span class="quiet">
                  {new Date(job.at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" })}
                </span>
              </div>
              <p class="quiet">
                {taskWords(job, t)} · {known.get(job.about.provider)?.info.name ?? job.about.provider}
              </p>
              {isPlan(job) && <p class="quiet">{t("Planned and not submitted.")}</p>}
              {job.state !== "ready" && (
                <p class="wrong">{(language === "de" && germanRefusals[job.state]) || job.text}</p>
              )}
              {known.get(job.about.provider)?.standing !== "ready" && relay.state !== "asking" && (
                <p class="wrong">{t("Its service has no key here, or its relay does not answer.")}</p>
              )}
              {discarding === job.id ? (
                <div class="row" role="alertdialog" aria-label={t("Discard the unfinished jobs?")}>
                  {!isPlan(job) && (
                    <span class="grow">{t("They were paid for, and can't be resumed afterwards.")}</span>
                  )}
                  <button type="button" class="link danger" onClick={() => void discard(job.id)}>
                    {t("Discard")}
                  </button>
                  <button type="button" class="link" onClick={() => setDiscarding(undefined)}>
                    {t("Cancel")}
                  </button>
                </div>
              ) : (
                <div class="row">
                  {canResume(job) && (
                    <button type="button" class="link" onClick={() => startSaved([job], false)}>
                      {t("Resume")}
                    </button>
                  )}
                  {canSubmit(job) && (
                    <button type="button" class="link" onClick={() => startSaved([job], true)}>
                      {t("Submit")}
                    </button>
                  )}
                  <button type="button" class="link" onClick={() => setDiscarding(job.id)}>
                    {t("Discard")}
                  </button>
                </div>
              )}
            </li>
          ))}
        </ul>
      </div>
      {able.length > 1 && (
        <div class="footer">
          <Button fullWidth onClick={() => startSaved(able, false)}>
            {t("Resume all")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Whether nothing was submitted: a crash came before the first paid request. */
function isPlan(saved: SavedJob): boolean {
  return recordOf(saved)?.entries.length === 0;
}

/** The background of a finished picture is in the picture: nobody asks for it again. */
function taskOf({ about: { task, keywords, maxLayers } }: SavedJob): Task {
  if (task === "split") return { task, keywords, ...(maxLayers !== undefined && { maxLayers }) };
  return task === "cutout" ? { task } : { task, background: { kind: "color", color: "#ffffff" } };
}

function taskWords({ about: { task, keywords } }: SavedJob, t: Translate): string {
  switch (task) {
    case "split":
      return keywords.length > 0 ? t("Split by {0}", keywords.join(", ")) : t("Split into layers");
    case "cutout":
      return t("Cut out the subject");
    case "replace-background":
      return t("Replace the background");
  }
}
