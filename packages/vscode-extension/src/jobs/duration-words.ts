/** How long something took, in the editor's language: `0.4 sec`, `12 sec`, `3.5 min`. */
export function durationWords(milliseconds: number, language: string): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const [amount, unit] = seconds < 120 ? ([seconds, "second"] as const) : ([seconds / 60, "minute"] as const);
  const maximumFractionDigits = amount < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits }).format(amount);
}
