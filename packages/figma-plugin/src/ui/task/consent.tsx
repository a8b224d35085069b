import { Button } from "@create-figma-plugin/ui";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../app/services.ts";

/** Asks once before pictures are sent to a service. */
export function Consent({
  text,
  onAgree,
  onCancel,
}: {
  text: string;
  onAgree: () => void;
  onCancel: () => void;
}) {
  const { t } = useWords();
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => send.current?.focus(), []);
  return (
    <div role="alertdialog" aria-label={t("Send images?")} aria-describedby="consent">
      <p id="consent">
        {text} <span class="quiet">{t("You are asked only once for this service.")}</span>
      </p>
      <div class="row">
        <Button type="button" fullWidth ref={send} onClick={onAgree}>
          {t("Send")}
        </Button>
        <Button type="button" fullWidth secondary onClick={onCancel}>
          {t("Cancel")}
        </Button>
      </div>
    </div>
  );
}
