/** Looks at every item before anything is sent. What it finds is the server's to find, too: this one is only sooner. */
import { readItems, type Form } from './body';
import { UnreadableBody, type Fault, type Item, type Read } from './fault';
import { faultsOfItem } from './item-faults';
import { LIMITS } from './rules';

export type Examined = {
  total: number;
  good: number;
  faults: Fault[];
  moreFaults: number;
  /** The first items, good or not. */
  first: { line: number; item: Item; faulty: boolean }[];
  /** How many of each mode, of the good ones. */
  modes: Record<string, number>;
};

const SHOWN = 8;
const FAULTS_KEPT = 100;
/** Items after which the page may do something else in between. */
const AT_ONCE = 1_000;

/** Rejects with UnreadableBody where the body as a whole is at fault. */
export async function examine(text: string, form: Form): Promise<Examined> {
  const examined: Examined = { total: 0, good: 0, faults: [], moreFaults: 0, first: [], modes: {} };
  const seen = new Map<string, number>();
  if (!text.trim()) throw new UnreadableBody('There is no item in it.');
  for (const read of readItems(text.replace(/^\uFEFF/, ''), form)) {
    examined.total += 1;
    if (examined.total > LIMITS.items)
      throw new UnreadableBody(
        `There are more than ${LIMITS.items.toLocaleString('en-US')} items: make two batches of them.`,
      );
    take(examined, read, seen);
    if (examined.total % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  if (examined.total === 0) throw new UnreadableBody('There is no item in it.');
  return examined;
}

function take(examined: Examined, { line, content, fault }: Read, seen: Map<string, number>): void {
  const faults = fault ? [fault] : [...faultsOfItem(content), ...doubled(content, line, seen)];
  const reference = typeof content.reference === 'string' ? content.reference.trim() || null : null;
  const kept = faults.slice(0, Math.max(0, FAULTS_KEPT - examined.faults.length));
  examined.faults.push(...kept.map((one) => ({ line, reference, ...one })));
  examined.moreFaults += faults.length - kept.length;
  if (examined.first.length < SHOWN) examined.first.push({ line, item: content, faulty: faults.length > 0 });
  if (faults.length > 0) return;
  examined.good += 1;
  const mode = typeof content.mode === 'string' ? content.mode : 'implement';
  examined.modes[mode] = (examined.modes[mode] ?? 0) + 1;
}

function doubled(content: Item, line: number, seen: Map<string, number>) {
  if (typeof content.reference !== 'string') return [];
  const reference = content.reference.trim();
  const before = seen.get(reference);
  if (before === undefined) {
    seen.set(reference, line);
    return [];
  }
  return [{ field: 'reference', fault: `is that of line ${before} too`, limit: 'one of its own' }];
}
