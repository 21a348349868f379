import { expect, test } from 'vitest';

import { ANALYSIS } from '@/testing/results';

import { readAnalysis } from '../api/analysis';
import { differenceMatrix } from './difference-matrix';

const { options } = readAnalysis(ANALYSIS as never) ?? { options: [] };
const rows = differenceMatrix(options);
const cells = (name: string, what = '') =>
  rows.find((row) => row.name === name && row.what === what)?.cells.map(({ value }) => value);

test('a part that one option has is missing in the others', () => {
  expect(cells('Backups')).toEqual(['', '', 'AWS Backup plan']);
});

test('a part with another block names both, and a size its values', () => {
  expect(cells('Database')).toEqual([
    'Amazon RDS database instance',
    'Amazon RDS database instance',
    'Amazon Aurora Serverless v2 cluster',
  ]);
  expect(cells('Network', 'Availability zones')?.at(-1)).toBe('3 zones');
});

test('what only one option has is marked, what two have is marked in the third', () => {
  const backups = rows.find(({ name }) => name === 'Backups');
  expect(backups?.cells.map(({ alone }) => alone)).toEqual([false, false, true]);
});

test('parts stand before sizes, and each once', () => {
  const firstSize = rows.findIndex(({ what }) => what !== '');
  expect(rows.slice(firstSize).every(({ what }) => what !== '')).toBe(true);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});
