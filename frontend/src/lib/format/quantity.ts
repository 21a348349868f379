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
