import { Button, Textbox } from "@create-figma-plugin/ui";
import type { ServiceFacts, ServiceId, ServiceOption } from "@stratify/core/services";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { onEnter } from "../parts/on-enter.ts";
import { optionValue, withOption } from "./option-values.ts";

interface Props {
  readonly service: ServiceFacts<ServiceId>;
  readonly option: ServiceOption;
  /** Told what became of the key. */
  readonly onSaid: (text: string) => void;
  /** Stands beside a key that is set. */
  readonly children: ComponentChildren;
}

/** A service's key: entered, never shown again, cleared. */
export function KeyField({ service: { id, name }, option, onSaid, children }: Props) {
  const { settings } = useServices();
  const { t } = useWords();
  const now = useStore(settings.store);
  const [typed, setTyped] = useState("");
  const setKey = (key: string) => settings.change(withOption(settings.store.get(), id, option, key));
  const save = () => {
    const key = typed.trim();
    if (!/^[\x21-\x7e]+$/.test(key))
      return onSaid(t("A key has no spaces and no letters beyond the English ones."));
    setKey(key);
    setTyped("");
    onSaid(t("The key for {0} is kept.", name));
  };
  const clear = () => {
    setKey("");
    onSaid(t("The key for {0} is gone. Unfinished jobs there can't be resumed without it.", name));
  };
  if (optionValue(now, id, option) !== undefined)
    return (
      <div class="row">
        <span class="grow kept">
          •••••••• <span class="quiet">{t("kept")}</span>
        </span>
        {children}
        <Button secondary danger aria-label={t("Clear the key for {0}", name)} onClick={clear}>
          {t("Clear")}
        </Button>
      </div>
    );
  return (
    <div class="row">
      <span class="grow">
        <Textbox
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
  );
}
