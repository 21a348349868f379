/** Records are written before and after each call: here they become calls again. */
import type { AuditRecord } from '../api/get-audit';

/** One call; a half is missing where the call has not ended, or where it lies beyond what was chosen. */
export type Call = {
  id: string;
  /** The newest of its records, which gives it its place. */
  newest: AuditRecord;
  before: AuditRecord | null;
  after: AuditRecord | null;
};
export type Outcome = 'success' | 'error' | 'refused' | 'begun';

/** What has no arguments in its second record was written by an earlier version: there the nearest one counts. */
const NONE = '{}';

/** Calls in the order of `records`, newest first. */
export function callsOf(records: readonly AuditRecord[]): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, Call[]>();
  for (const record of records) {
    const key = [record.job_id, record.attempt, record.server, record.name].join(' ');
    if (record.phase === 'after') {
      const call: Call = { id: record.id, newest: record, before: null, after: record };
      calls.push(call);
      open.set(key, [...(open.get(key) ?? []), call]);
      continue;
    }
    const end = endOf(record, open.get(key) ?? []);
    if (end) {
      end.before = record;
      open.set(
        key,
        (open.get(key) ?? []).filter((call) => call !== end),
      );
    } else {
      calls.push({ id: record.id, newest: record, before: record, after: null });
    }
  }
  return calls;
}

/** Calls of one tool may run side by side: the end of this one has its arguments, and took the time between. */
function endOf(before: AuditRecord, open: readonly Call[]): Call | undefined {
  const given = JSON.stringify(before.input);
  const fitting = open.filter(({ after }) => {
    const refused = (before.status === 'refused') === (after?.status === 'refused');
    const told = JSON.stringify(after?.input ?? {});
    return refused && (told === given || told === NONE);
  });
  return fitting.sort((one, other) => gap(before, one) - gap(before, other))[0];
}

function gap(before: AuditRecord, { after }: Call): number {
  const began = Date.parse(after?.at ?? '') - (after?.seconds ?? 0) * 1000;
  return Math.abs(began - Date.parse(before.at));
}

export function outcomeOf({ before, after }: Call): Outcome {
  const status = after?.status ?? before?.status;
  return status === 'success' || status === 'error' || status === 'refused' ? status : 'begun';
}

/** What the call was given; the second record of an earlier version has nothing of it. */
export function argumentsOf({ before, after }: Call): unknown {
  return before?.input ?? after?.input ?? {};
}
