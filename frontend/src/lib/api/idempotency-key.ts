/** A key for one submission. `crypto.randomUUID` exists only on secure origins; a self-hosted page may have none. */
export function createIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
