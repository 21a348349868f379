/** 1234567.8 → 1,234,567.8: at most two decimals, more only for what would else be 0. */
export function formatQuantity(value: number): string {
  const small = value !== 0 && Math.abs(value) < 0.01;
  return new Intl.NumberFormat(
    'en-US',
    small ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 2 },
  ).format(value);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatQuantity(count)} ${count === 1 ? one : many}`;
}

/**
 * A share of uptime, with two digits of what is missing, rounded down, so that nothing is told as 100 that is less:
 * 99.6704 → 99.67 %, 99.99751 → 99.9975 %.
 */
export function formatUptime(percent: number): string {
  const missing = 100 - percent;
  const digits = missing < 1e-9 ? 2 : Math.max(2, Math.ceil(-Math.log10(missing)) + 1);
  const floored = Math.floor(percent * 10 ** digits + 1e-6) / 10 ** digits;
  return `${new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: digits }).format(floored)} %`;
}
