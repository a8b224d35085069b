import { SegmentedControl } from "@create-figma-plugin/ui";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { Section } from "../parts/section.tsx";
import { RelaySection } from "./relay-section.tsx";
import { ServiceRow } from "./service-row.tsx";
import { directServices } from "./settings.ts";

/** Services with their keys and options, the relay, the language. */
export function SettingsView() {
  const { settings } = useServices();
  const { t } = useWords();
  const { language } = useStore(settings.store);
  return (
    <div class="view">
      <div class="scroll">
        <Section title={t("API keys")}>
          <p class="quiet">
            {t(
              "Keys are kept on this device, in the plugin's storage. It is no vault: whoever uses this device can read them. On a shared device, use a relay.",
            )}
          </p>
          {directServices.map((service) => (
            <ServiceRow key={service.id} service={service} />
          ))}
        </Section>
        <RelaySection />
        <Section title={t("Language")}>
          <div role="radiogroup" aria-label={t("Language")}>
            <SegmentedControl
              name="language"
              value={language}
              options={[
                { value: "auto", children: t("Automatic") },
                { value: "en", children: "English" },
                { value: "de", children: "Deutsch" },
              ]}
              onValueChange={(value: string) =>
                settings.change({ language: value === "en" || value === "de" ? value : "auto" })
              }
            />
          </div>
        </Section>
      </div>
    </div>
  );
}
