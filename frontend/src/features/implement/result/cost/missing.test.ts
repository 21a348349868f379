import { expect, test } from 'vitest';

import { missing } from './missing';

test('what several components leave out is said once, with all their names', () => {
  const not_priced = [
    { component: 'api', what: 'Traffic out' },
    { component: 'cdn', what: 'Traffic out' },
    { component: 'api', what: 'Custom domains' },
  ];
  expect(missing({ not_priced })).toEqual([
    { what: 'Traffic out', components: ['api', 'cdn'] },
    { what: 'Custom domains', components: ['api'] },
  ]);
});
