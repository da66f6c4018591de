/** A number as people write it, and as spreadsheets and programs do; null for anything else (`0x10`, `Infinity`, `1,5`). */
export function decimalNumber(text: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
