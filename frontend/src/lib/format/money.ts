/** US dollars as people read them: cents below a thousand, whole dollars above. */
export function formatUsd(amount: number): string {
  const digits = Math.abs(amount) >= 1_000 ? 0 : 2;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** A unit price, down to the last digit that counts: $0.0000166667. */
export function formatUnitPrice(amount: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 10,
  }).format(amount);
}
