import { Button } from "@create-figma-plugin/ui";
import { missingOptions } from "@stratify/app/providers/configured";
import type { ServiceFacts, ServiceId } from "@stratify/core/services";
import { useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { costWords, placeWords } from "../providers/provider-facts.ts";
import { sentence } from "../trouble/trouble.ts";
import { KeyField } from "./key-field.tsx";
import { OptionField } from "./option-field.tsx";
import { optionValues } from "./option-values.ts";

/** A service: its key, its other options, and a test of both. */
export function ServiceRow({ service }: { service: ServiceFacts<ServiceId> }) {
  const { settings, providers, ask } = useServices();
  const words = useWords();
  const { t } = words;
  const now = useStore(settings.store);
  const [testing, setTesting] = useState(false);
  const [said, setSaid] = useState("");
  const { id, name, options, pricing } = service;
  const missing = missingOptions(service, optionValues(now, service));
  // Only at first: what the user opened or closed stays as it is.
  const [isOpen] = useState(() => missing.some(({ secret }) => !secret));
  const key = options.find(({ secret }) => secret);
  const others = options.filter(({ secret }) => !secret);

  const test = async () => {
    setTesting(true);
    setSaid(key ? t("Asking {0} about the key", name) : t("Asking {0} whether it is there", name));
    try {
      const verdict = await providers.testKey(id);
      if (verdict.key === "refused") setSaid(sentence(verdict.error, words));
      else if (verdict.key === "unknown" && key)
        setSaid(t("Whether {0} accepts the key is not known. {1}", name, sentence(verdict.error, words)));
      else if (verdict.key === "unknown") setSaid(sentence(verdict.error, words));
      else
        setSaid(
          key
            ? t("{0} accepts the key. Nothing was charged.", name)
            : t("{0} is there. Nothing was charged.", name),
        );
    } catch (error) {
      // An option has a value that it can't have.
      setSaid(error instanceof Error ? error.message : String(error));
    } finally {
      setTesting(false);
    }
  };
  const testButton = missing.length === 0 && (
    <Button
      secondary
      loading={testing}
      aria-label={key ? t("Test the key for {0}", name) : t("Test {0}", name)}
      onClick={() => void test()}
    >
      {t("Test")}
    </Button>
  );
  return (
    <div class="key">
      <p>
        <span class="option-name">{name}</span>{" "}
        <span class="quiet">
          {costWords(service, t)} · {placeWords(service, t)}
        </span>
      </p>
      {key ? (
        <KeyField service={service} option={key} onSaid={setSaid}>
          {testButton}
        </KeyField>
      ) : (
        <div class="row">{testButton}</div>
      )}
      {pricing.keyUrl && missing.some(({ secret }) => secret) && (
        <button
          type="button"
          class="link"
          aria-label={t("Get a key for {0}", name)}
          onClick={() => void ask("open-link", { url: pricing.keyUrl ?? "" })}
        >
          {t("Get a key")}
        </button>
      )}
      <details open={isOpen}>
        <summary aria-label={t("Options of {0}", name)}>{t("Options")}</summary>
        {others.map((option) => (
          <OptionField key={option.name} service={service} option={option} />
        ))}
      </details>
      <p class="quiet" role="status">
        {said}
      </p>
    </div>
  );
}
