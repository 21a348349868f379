/** Exports of the organization, kept in memory; `advance` lets the newest one go on. */
import { http } from 'msw';

import type { Export } from '@/features/export/exports';

import { answer, refusal } from './answers';

const PATH = '/api/v1/organization/export';

export const exported: { kept: Export[] } = { kept: [] };

export function resetExports(): void {
  exported.kept = [];
}

export function makeExport(fields: Partial<Export> = {}): Export {
  const id = `export-${exported.kept.length + 1}`;
  const done = { rows_done: 0, files_done: 0, bytes_done: 0, bytes_expected: 0 };
  const made = { finished_at: null, expires_at: null, size: null, sha256: null, url: null };
  return { id, state: 'queued', created_at: '2026-11-23T10:00:00Z', ...done, ...made, ...fields };
}

export function advance(fields: Partial<Export>): void {
  const [newest, ...others] = exported.kept;
  if (newest) exported.kept = [{ ...newest, ...fields }, ...others];
}

/** What a finished one tells. */
export const READY: Partial<Export> = {
  state: 'ready',
  rows_done: 1204,
  files_done: 31,
  bytes_done: 9_000_000,
  bytes_expected: 9_000_000,
  finished_at: '2026-11-23T10:01:00Z',
  expires_at: '2026-11-30T10:01:00Z',
  size: 3_400_000,
  sha256: 'ab',
  url: `${PATH}/export-1/download`,
};

export const exportHandlers = [
  http.get(PATH, () => answer(exported.kept)),
  http.post(PATH, () => {
    if (exported.kept.some(({ state }) => state === 'queued' || state === 'running'))
      return refusal(409, 'conflict', 'An export of this organization is being made already.');
    exported.kept = [makeExport(), ...exported.kept];
    return answer(exported.kept[0], {}, { status: 202 });
  }),
];
