/** For `npm run dev:mocks`: servers in every state, and an audit of many pages. */
import type { AuditRecord } from '@/features/admin/api/get-audit';

import { administration, makeCall, makeToolServer } from './admin';

const MINUTE_MS = 60_000;
const CALLS = 5_000;

const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

export function fillAdministration(): void {
  administration.servers = [
    makeToolServer({ worker: 'worker-1:214', calls: 1_204, since: ago(190), lookups: LOOKUPS }),
    makeToolServer({ worker: 'worker-2:214', calls: 987, since: ago(185), lookups: LOOKUPS }),
    makeToolServer({
      name: 'aws-knowledge',
      transport: 'streamable-http',
      enabled: 'auto',
      worker: 'worker-1:214',
      since: ago(190),
      tools: {
        allowed: [
          'aws___search_documentation',
          'aws___read_documentation',
          'aws___list_regions',
          'aws___retired',
        ],
        offered: 5,
        changed: ['aws___search_documentation'],
        unapproved: ['aws___list_regions'],
        missing: ['aws___retired'],
      },
    }),
    makeToolServer({
      name: 'aws-iac',
      worker: 'worker-1:214',
      state: 'down',
      since: ago(4),
      restarts: 3,
      version: 'unknown',
      last_error: 'it did not start: [Errno 2] No such file or directory: awslabs.aws-iac-mcp-server',
      last_error_at: ago(4),
      lookups: { hits: 0, misses: 0, hit_rate: null },
    }),
    makeToolServer({
      name: 'aws-pricing',
      worker: 'worker-1:214',
      enabled: 'false',
      state: 'off',
      version: 'unknown',
    }),
  ];
  administration.records = Array.from({ length: CALLS }, (_, index) => call(index)).flat();
}

const LOOKUPS = { hits: 1_650, misses: 541, hit_rate: 0.7531 };

function call(index: number): AuditRecord[] {
  const job_id = `0190c0de-0000-7000-8000-${String(Math.floor(index / 12)).padStart(12, '0')}`;
  const fields = { job_id, at: ago(index * 2) };
  if (index % 12 === 3) {
    const error =
      'The answer of get_price (MCP server aws-reference) is an error: no price of “Aurora” in mx-central-1.';
    const input = { service: 'aurora', region: 'mx-central-1' };
    return makeCall({ status: 'error', seconds: 1.31, error }, { ...fields, name: 'get_price', input });
  }
  if (index % 12 === 7) {
    const error = 'delete_stack is not on the list of allowed tools.';
    return makeCall(
      { status: 'refused', error },
      { ...fields, server: null, name: 'delete_stack', input: { name: 'prod' } },
    );
  }
  const input = { search_phrase: 'Amazon SQS dead-letter queue', limit: 3, api_key: '[redacted]' };
  return makeCall(
    { seconds: 0.02 + (index % 9) / 10 },
    { ...fields, name: 'aws___search_documentation', input },
  );
}
