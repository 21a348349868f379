/**
 * Requests of one action of a person belong to one trace: the server's log and the worker's then have one id for all of
 * it (https://www.w3.org/TR/trace-context/). What a page asks by itself, long after a click, is a trace of its own.
 */
const ACTION_MS = 5_000;

let trace = '';
let begunAt = Number.NEGATIVE_INFINITY;

/** Call once: each click, key and submission begins another trace. */
export function followActions(target: EventTarget = window): void {
  for (const kind of ['pointerdown', 'keydown', 'submit']) {
    target.addEventListener(kind, begin, { capture: true, passive: true });
  }
}

/** The header's value for the next request. */
export function traceparent(): string {
  const mine = performance.now() - begunAt < ACTION_MS ? trace : digits(16);
  return `00-${mine}-${digits(8)}-01`;
}

function begin(): void {
  trace = digits(16);
  begunAt = performance.now();
}

function digits(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
