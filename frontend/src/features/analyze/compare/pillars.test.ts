import { expect, test } from 'vitest';

import { axesOf } from './pillars';

const SCORES = { Reliability: 84, Security: 81, 'Cost optimization': null, Sustainability: 100 };

test('a pillar that an option is not judged by has no axis, and the others keep the order of AWS', () => {
  expect(axesOf([SCORES, { ...SCORES, 'Cost optimization': 90 }])).toEqual({
    axes: ['Security', 'Reliability', 'Sustainability'],
    unjudged: ['Cost optimization'],
  });
});

test('where fewer than three are judged every pillar has an axis: two corners are no outline', () => {
  const few = { ...SCORES, Security: null };
  expect(axesOf([few])).toEqual({
    axes: ['Security', 'Reliability', 'Cost optimization', 'Sustainability'],
    unjudged: [],
  });
});
