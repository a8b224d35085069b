import { Button } from "@create-figma-plugin/ui";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../app/services.ts";

/** Asks once before images are sent to a service. */
export function Consent({
  text,
  warnings,
  isReady,
  onAgree,
  onCancel,
}: {
  text: string;
  /** What else the user should know before it is paid for. */
  warnings: ComponentChildren;
  /** Whether all warnings are known. */
  isReady: boolean;
  onAgree: () => void;
  onCancel: () => void;
}) {
  const { t } = useWords();
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isReady) send.current?.focus();
  }, [isReady]);
  return (
    <div role="alertdialog" aria-label={t("Send images?")} aria-describedby="consent warnings">
      <p id="consent">
        {text} <span class="quiet">{t("You are asked only once for this service.")}</span>
      </p>
      {warnings}
      <div class="row">
        <Button type="button" fullWidth ref={send} disabled={!isReady} onClick={onAgree}>
          {t("Send")}
        </Button>
        <Button type="button" fullWidth secondary onClick={onCancel}>
          {t("Cancel")}
        </Button>
      </div>
    </div>
  );
}
