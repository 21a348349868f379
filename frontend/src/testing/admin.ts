/** What owners and admins see, over records kept in memory. */
import { http } from 'msw';

import type { AuditRecord } from '@/features/admin/api/get-audit';
import type { ToolServer } from '@/features/admin/api/get-tool-servers';

import { answer } from './answers';

export const ADA = { id: '0190c0de-0000-7000-8000-0000000000aa', name: 'Ada Example' };
const JOB_ID = '0190c0de-0000-7000-8000-0000000000b1';

type Kept = {
  records: AuditRecord[];
  servers: ToolServer[];
  /** The queries that the audit was asked with. */
  asked: URLSearchParams[];
};
export const administration: Kept = { records: [], servers: [], asked: [] };

export function resetAdministration(): void {
  Object.assign(administration, { records: [], servers: [], asked: [] });
}

let made = 0;

export function makeRecord(fields: Partial<AuditRecord> = {}): AuditRecord {
  made += 1;
  return {
    id: `record-${made}`,
    job_id: JOB_ID,
    user_id: ADA.id,
    attempt: 1,
    name: 'describe_service',
    server: 'aws-reference',
    phase: 'before',
    status: 'allowed',
    input: { service: 'sqs' },
    error: null,
    seconds: null,
    at: new Date(Date.now() - made).toISOString(),
    ...fields,
  };
}

/** The two records of a call, the newer one first. */
export function makeCall(end: Partial<AuditRecord>, fields: Partial<AuditRecord> = {}): AuditRecord[] {
  return [
    makeRecord({ phase: 'after', status: 'success', seconds: 0.042, ...fields, ...end }),
    makeRecord({ ...fields, status: end.status === 'refused' ? 'refused' : 'allowed' }),
  ];
}

type ServerFields = Partial<Omit<ToolServer, 'tools'>> & { tools?: Partial<ToolServer['tools']> };

export function makeToolServer({ tools, ...fields }: ServerFields = {}): ToolServer {
  const now = new Date().toISOString();
  return {
    name: 'aws-reference',
    worker: 'host:1',
    transport: 'stdio',
    enabled: 'true',
    state: 'up',
    since: now,
    version: '1.0',
    last_error: null,
    last_error_at: null,
    restarts: 0,
    calls: 12,
    seen_at: now,
    lookups: { hits: 3, misses: 1, hit_rate: 0.75 },
    tools: {
      allowed: ['describe_service', 'get_price'],
      offered: 2,
      missing: [],
      unapproved: [],
      changed: [],
      ...tools,
    },
    ...fields,
  };
}

const MATCHES: Record<string, (record: AuditRecord, value: string) => boolean> = {
  job: (record, value) => record.job_id === value,
  user: (record, value) => record.user_id === value,
  server: (record, value) => (record.server ?? 'groundplan') === value,
  tool: (record, value) => record.name === value,
  status: (record, value) => record.status === value,
  from: (record, value) => record.at >= value,
  to: (record, value) => record.at < value,
};

export const adminHandlers = [
  http.get('/api/v1/admin/tool-servers', () => answer(administration.servers)),
  http.get('/api/v1/admin/audit/people', () => answer([ADA])),
  http.get('/api/v1/admin/audit', ({ request }) => {
    const query = new URL(request.url).searchParams;
    administration.asked.push(query);
    const fitting = administration.records.filter((record) =>
      [...query].every(([name, value]) => MATCHES[name]?.(record, value) ?? true),
    );
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit'));
    return answer(fitting.slice(start, end), { next_cursor: end < fitting.length ? String(end) : null });
  }),
];
