import { Textbox } from "@create-figma-plugin/ui";
import type { ServiceFacts, ServiceId, ServiceOption } from "@stratify/core/services";
import { useEffect, useId, useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { onEnter } from "../parts/on-enter.ts";
import { problemWith } from "../providers/make-providers.ts";
import { optionValue, withOption } from "./option-values.ts";

/** An option of a service that is no secret. What is entered is kept when the field is left. */
export function OptionField({
  service: { id, name },
  option,
}: {
  service: ServiceFacts<ServiceId>;
  option: ServiceOption;
}) {
  const { settings } = useServices();
  const { t, language } = useWords();
  const kept = optionValue(useStore(settings.store), id, option) ?? "";
  const [typed, setTyped] = useState(kept);
  const [problem, setProblem] = useState("");
  const hint = useId();
  useEffect(() => setTyped(kept), [kept]);

  const save = (given: string) => {
    const value = given.trim();
    const wrong = value ? problemWith(id, option, value, settings.store.get()) : undefined;
    setProblem(wrong ?? "");
    if (wrong || value === kept) return;
    settings.change(withOption(settings.store.get(), id, option, value));
  };
  const label = option.label[language];
  const described = { "aria-label": t("{0}: {1}", name, label), "aria-describedby": hint };
  return (
    <div class="option-field">
      <span class="option-label">{label}</span>
      {option.choices ? (
        <select {...described} value={kept} onChange={(event) => save(event.currentTarget.value)}>
          <option value="">{option.default ?? t("not set")}</option>
          {option.choices
            .filter((choice) => choice !== option.default)
            .map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
        </select>
      ) : (
        <Textbox
          {...described}
          placeholder={option.default ?? ""}
          value={typed}
          onValueInput={setTyped}
          onKeyDown={onEnter(() => save(typed))}
          onBlur={() => save(typed)}
        />
      )}
      <p id={hint} class={problem ? "wrong" : "quiet"} aria-live="polite">
        {problem || option.description?.[language]}
      </p>
    </div>
  );
}
