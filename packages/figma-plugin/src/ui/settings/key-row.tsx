import { Button, Textbox } from "@create-figma-plugin/ui";
import { testKey } from "@stratify/core/test-key";
import { useId, useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { onEnter } from "../parts/on-enter.ts";
import { keyedProviders } from "../providers/make-providers.ts";
import { costWords, placeWords } from "../providers/provider-facts.ts";
import { sentence } from "../trouble/trouble.ts";
import type { KeyedService } from "./settings.ts";

/** A service's key: entered, tested, cleared. */
export function KeyRow({ service }: { service: KeyedService }) {
  const { settings, providers } = useServices();
  const words = useWords();
  const { t } = words;
  const { keys, endpoints } = useStore(settings.store);
  const [typed, setTyped] = useState("");
  const [testing, setTesting] = useState(false);
  const [said, setSaid] = useState("");
  const id = useId();
  const info = keyedProviders({ keys: {}, endpoints }).find((each) => each.id === service);
  if (!info) return null;
  const { name } = info;
  const hasKey = keys[service] !== undefined;

  const setKey = (key: string | undefined) => {
    const { [service]: _, ...others } = settings.store.get().keys;
    settings.change({ keys: key ? { ...others, [service]: key } : others });
  };
  const save = () => {
    const key = typed.trim();
    if (!/^[\x21-\x7e]+$/.test(key))
      return setSaid(t("A key has no spaces and no letters beyond the English ones."));
    setKey(key);
    setTyped("");
    setSaid(t("The key for {0} is kept.", name));
  };
  const test = async () => {
    setTesting(true);
    setSaid(t("Asking {0} about the key", name));
    try {
      const verdict = await testKey(providers.client(), service);
      setSaid(
        verdict.key === "accepted"
          ? t("{0} accepts the key. Nothing was charged.", name)
          : verdict.key === "refused"
            ? sentence(verdict.error, words)
            : t("Whether {0} accepts the key is not known. {1}", name, sentence(verdict.error, words)),
      );
    } finally {
      setTesting(false);
    }
  };
  const clear = () => {
    setKey(undefined);
    setSaid(t("The key for {0} is gone. Unfinished jobs there can't be resumed without it.", name));
  };
  return (
    <div class="key">
      <label for={id}>
        <span class="option-name">{name}</span>{" "}
        <span class="quiet">
          {costWords(info, t)} · {placeWords(info, t)}
        </span>
      </label>
      {hasKey ? (
        <div class="row">
          <span class="grow kept" id={id}>
            •••••••• <span class="quiet">{t("kept")}</span>
          </span>
          <Button
            secondary
            loading={testing}
            aria-label={t("Test the key for {0}", name)}
            onClick={() => void test()}
          >
            {t("Test")}
          </Button>
          <Button secondary danger aria-label={t("Clear the key for {0}", name)} onClick={clear}>
            {t("Clear")}
          </Button>
        </div>
      ) : (
        <div class="row">
          <span class="grow">
            <Textbox
              id={id}
              password
              autocomplete="off"
              aria-label={t("API key for {0}", name)}
              placeholder={t("API key for {0}", name)}
              value={typed}
              onValueInput={setTyped}
              onKeyDown={onEnter(save)}
            />
          </span>
          <Button secondary disabled={typed.trim() === ""} onClick={save}>
            {t("Keep")}
          </Button>
        </div>
      )}
      <p class="quiet" role="status">
        {said}
      </p>
    </div>
  );
}
