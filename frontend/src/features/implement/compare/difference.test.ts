import { expect, test } from 'vitest';

import { compareScenes } from '@/components/diagram/scene-difference';
import { COST } from '@/testing/bundle-files';
import { SCENE } from '@/testing/scenes';

import { changedFiles } from './changed-files';
import { compareCosts } from './cost-difference';
import { diffTexts } from './text-difference';

test('what is gone stays in the drawing, marked; what is new and what changed are marked too', () => {
  const after = {
    ...SCENE,
    components: SCENE.components
      .filter(({ id }) => id !== 'orders')
      .map((one) => (one.id === 'handler' ? { ...one, options: [] } : one)),
    lines: [...SCENE.lines.slice(0, 2), { source: 'handler', target: 'key', label: '', flow: 'data' }],
  };
  const { scene, marks, counts } = compareScenes(SCENE, after);
  expect([...marks.components]).toEqual([
    ['handler', 'changed'],
    ['orders', 'removed'],
  ]);
  expect([...marks.lines]).toEqual([
    ['handler key', 'added'],
    ['handler orders', 'removed'],
  ]);
  expect(scene.components).toHaveLength(SCENE.components.length);
  expect(scene.lines).toHaveLength(4);
  expect(counts).toEqual({ added: 0, removed: 1, changed: 1 });
  expect(compareScenes(SCENE, SCENE).counts).toEqual({ added: 0, removed: 0, changed: 0 });
});

test('costs stand beside each other, the largest change first', () => {
  const after = {
    ...COST,
    components: [
      { component: 'handler', name: 'Order handler', monthly_usd: 19.33, share_percent: 50 },
      ...COST.components.slice(1, 3),
      { component: 'queue', name: 'Queue', monthly_usd: 2, share_percent: 5 },
    ],
  };
  expect(
    compareCosts(COST, after).map(({ component, change }) => [component, Math.round(change * 100) / 100]),
  ).toEqual([
    ['handler', 10],
    ['queue', 2],
    ['later', -1.53],
    ['orders', 0],
    ['api', 0],
  ]);
});

test('files differ by their digests; pictures and what every version has of its own are left out', () => {
  const file = (name: string, sha256: string) => ({ name, sha256, size: 1, media_type: 'text/plain' });
  const before = [file('a.tf', '1'), file('b.tf', '1'), file('c.tf', '1'), file('MANIFEST.json', '1')];
  const after = [file('a.tf', '1'), file('b.tf', '2'), file('d.tf', '1'), file('MANIFEST.json', '2')];
  expect(changedFiles(before, after)).toEqual([
    { name: 'b.tf', mark: 'changed' },
    { name: 'c.tf', mark: 'removed' },
    { name: 'd.tf', mark: 'added' },
  ]);
});

test('a difference has line numbers of both sides, and counts what came and went', () => {
  const { hunks, added, removed } = diffTexts('a\nb\nc\n', 'a\nB\nc\nd\n');
  expect([added, removed]).toEqual([2, 1]);
  expect(hunks[0]?.lines.map(({ kind, text, before, after }) => [kind, text, before, after])).toEqual([
    ['same', 'a', 1, 1],
    ['removed', 'b', 2, null],
    ['added', 'B', null, 2],
    ['same', 'c', 3, 3],
    ['added', 'd', null, 4],
  ]);
  expect(diffTexts('', 'x\n').added).toBe(1);
});
