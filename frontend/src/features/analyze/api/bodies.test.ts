import { expect, test } from 'vitest';

import { makeAnalysis } from '@/testing/results';

import { assumedBody, implementBody, pinnedBody } from './bodies';

const REQUEST = 'An API';

test('an option is implemented with all that the comparison was made with', () => {
  const options = {
    region: 'eu-west-1',
    environment: 'staging',
    pins: ['no Lambda'],
    assumptions: { users: '50' },
    version: 1,
  };
  expect(implementBody(makeAnalysis({ request: REQUEST, options }), 'resilient')).toEqual({
    mode: 'implement',
    option: 'resilient',
    request: REQUEST,
    region: 'eu-west-1',
    environment: 'staging',
    pins: ['no Lambda'],
    assumptions: { users: '50' },
  });
});

test('what was not chosen is not said', () => {
  expect(pinnedBody(makeAnalysis({ request: REQUEST }), [])).toEqual({ mode: 'analyze', request: REQUEST });
});

test('region and environment go to their own fields, figures join those of before', () => {
  const options = {
    pins: [],
    version: 1,
    region: 'eu-west-1',
    assumptions: { users: '50', storage_gb: '1' },
  };
  const body = assumedBody(makeAnalysis({ request: REQUEST, options }), {
    region: 'us-east-1',
    environment: 'dev',
    users: '90',
  });
  expect(body).toEqual({
    mode: 'analyze',
    request: REQUEST,
    region: 'us-east-1',
    environment: 'dev',
    assumptions: { users: '90', storage_gb: '1' },
  });
});
