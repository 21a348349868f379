/** The log with repeated calls told once: six searches in a row are one line that counts them. Pure. */
import type { Entry, ToolCall } from './progress';

export type CallGroup = {
  key: number;
  name: string;
  server: string;
  count: number;
  /** Calls without an outcome yet. */
  open: number;
  /** The outcomes that are not success. */
  faults: string[];
  /** The longest call. */
  seconds: number | null;
};
export type LogItem =
  { kind: 'text'; key: number; text: string } | { kind: 'calls'; key: number; groups: CallGroup[] };

const GOOD = ['success', 'ok'];

export function groupCalls(entries: Entry[]): LogItem[] {
  const items: LogItem[] = [];
  for (const entry of entries) {
    const last = items.at(-1);
    if (entry.kind === 'text') items.push({ kind: 'text', key: entry.key, text: entry.text });
    else if (last?.kind === 'calls') add(last.groups, entry.call);
    else items.push({ kind: 'calls', key: entry.key, groups: [groupOf(entry.call)] });
  }
  return items;
}

function add(groups: CallGroup[], call: ToolCall): void {
  const last = groups.at(-1);
  if (last?.name !== call.name || last.server !== call.server) {
    groups.push(groupOf(call));
    return;
  }
  const { open, faults, seconds } = groupOf(call);
  last.count += 1;
  last.open += open;
  last.faults.push(...faults);
  if (seconds !== null) last.seconds = Math.max(last.seconds ?? 0, seconds);
}

function groupOf({ key, name, server, status, seconds }: ToolCall): CallGroup {
  const faults = status === null || GOOD.includes(status) ? [] : [status];
  return { key, name, server, count: 1, open: status === null ? 1 : 0, faults, seconds };
}
