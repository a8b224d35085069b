import { Button, Textbox } from "@create-figma-plugin/ui";
import { useEffect, useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { onEnter } from "../parts/on-enter.ts";
import { Section } from "../parts/section.tsx";
import { Troubles } from "../parts/troubles.tsx";
import { capabilityWords } from "../providers/provider-facts.ts";
import { type Trouble, troubleOf } from "../trouble/trouble.ts";

/** Where the team's relay is, what opens it, and whom it offers. */
export function RelaySection() {
  const { settings, providers } = useServices();
  const words = useWords();
  const { t } = words;
  const { relay } = useStore(settings.store);
  const state = useStore(providers.relay);
  const [address, setAddress] = useState(relay.address);
  const [token, setToken] = useState(relay.token);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    setAddress(relay.address);
    setToken(relay.token);
  }, [relay]);

  const test = () => {
    const given = address.trim().replace(/\/+$/, "");
    const fault = problemOf(given, token.trim());
    setProblem(fault ?? "");
    if (fault) return;
    settings.change({ relay: { address: given, token: token.trim() } });
    void providers.askRelay();
  };
  const remove = () => {
    settings.change({ relay: { address: "", token: "" } });
    void providers.askRelay();
  };
  return (
    <Section title={t("Relay")}>
      <p class="quiet">
        {t(
          "A small server of your team that holds the services' keys. It reaches the services that can't be called from Figma.",
        )}
      </p>
      <div class="fields">
        <Textbox
          aria-label={t("Address of the relay")}
          placeholder="https://relay.example.com"
          value={address}
          onValueInput={setAddress}
          onKeyDown={onEnter(test)}
        />
        <Textbox
          password
          autocomplete="off"
          aria-label={t("Access token of the relay")}
          placeholder={t("Access token")}
          value={token}
          onValueInput={setToken}
          onKeyDown={onEnter(test)}
        />
        <div class="row">
          <Button secondary loading={state.state === "asking"} onClick={test}>
            {t("Keep and test")}
          </Button>
          {relay.address !== "" && (
            <Button type="button" secondary danger aria-label={t("Clear the relay")} onClick={remove}>
              {t("Clear")}
            </Button>
          )}
        </div>
      </div>
      <div role="status">
        {problem && <p class="wrong">{problem}</p>}
        {state.state === "failed" && (
          <Troubles troubles={[plain(troubleOf(state.error, t("Relay"), words))]} t={t} onRemedy={() => {}} />
        )}
        {state.state === "listed" && (
          <>
            <p>{t("The relay answers. It offers:")}</p>
            <ul class="units">
              {state.providers.map((info) => (
                <li key={info.id}>
                  <span class="name">{info.name}</span>
                  <span class="quiet">{capabilityWords(info, t)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Section>
  );

  function problemOf(given: string, opener: string): string | undefined {
    if (!URL.canParse(given)) return t("That is no address. It looks like https://relay.example.com.");
    const { protocol, hostname } = new URL(given);
    const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    if (protocol !== "https:" && !(protocol === "http:" && isHere))
      return t("The address of a relay begins with https://.");
    return opener === "" ? t("Give the access token that the relay's owner gave out.") : undefined;
  }
}

/** The remedy is what the user is looking at. */
function plain({ text, details }: Trouble): Trouble {
  return { text, details };
}
