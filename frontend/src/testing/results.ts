/** Results of real jobs, trimmed: a comparison, the review of one option, and a revision. */
import { resultSchema, type Job } from '@/types/job';

import analysis from './fixtures/analysis.json';
import fixes from './fixtures/fixes.json';
import review from './fixtures/review.json';
import revision from './fixtures/revision.json';
import { makeFinishedJob } from './plans';

export const ANALYSIS = analysis;
export const REVIEW = review;
/** What the engine offers for the first finding of the review. */
export const FIXES = fixes;
export const REVISION = revision;

export function makeAnalysis(fields: Partial<Job> = {}, changed: object = {}): Job {
  return makeFinishedJob({
    mode: 'analyze',
    request: 'A web shop on containers with PostgreSQL and Redis. Under 600 dollars a month.',
    result: resultSchema.parse({ ...ANALYSIS, ...changed }),
    ...fields,
  });
}

/** Version 2 of a plan. `changes` replaces parts of what differs. */
export function makeRevision(fields: Partial<Job> = {}, changes: object = {}): Job {
  const told = { ...REVISION.revision, changes: { ...REVISION.revision.changes, ...changes } };
  return makeFinishedJob({
    result: resultSchema.parse({ ...REVISION, revision: told }),
    ...fields,
    options: { pins: [], version: 2, instruction: REVISION.revision.instruction, ...fields.options },
  });
}
