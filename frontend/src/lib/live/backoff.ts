/** Milliseconds to wait before try number `failures` (1, 2, …): doubling, half of it random, at most 15 s. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(500 * 2 ** (failures - 1), 15_000);
  return ceiling / 2 + (random() * ceiling) / 2;
}
