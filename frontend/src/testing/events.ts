/** The events of one job from start to end, as a worker sends them. */
import type { ProgressEvent } from '@/types/progress-event';

export const STAGES = ['understand', 'design', 'render', 'check', 'bundle'];
const TITLES = [
  'Understand the request',
  'Design the architecture',
  'Render the files',
  'Check them',
  'Bundle',
];

type Body = ProgressEvent extends infer E
  ? E extends ProgressEvent
    ? Pick<E, 'type' | 'data'>
    : never
  : never;

/** Numbers the bodies from `from` on. */
export function toEvents(jobId: string, bodies: Body[], from = 1): ProgressEvent[] {
  const at = new Date().toISOString();
  return bodies.map((body, index) => ({ ...body, job_id: jobId, seq: from + index, at }));
}

export function stage(name: string, status: 'started' | 'finished', seconds?: number): Body {
  const index = STAGES.indexOf(name) + 1;
  const title = TITLES[index - 1] ?? name;
  return { type: 'stage', data: { stage: name, title, index, of: 5, status, seconds } };
}

export function state(name: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled', attempt = 1): Body {
  return { type: 'state', data: { state: name, attempt } };
}

export function tool(phase: 'before' | 'after', name = 'search_documentation'): Body {
  const outcome = phase === 'after' ? { status: 'success', seconds: 0.021 } : { status: null };
  return { type: 'tool', data: { name, server: 'reference', phase, ...outcome } };
}

export function delta(text: string): Body {
  return { type: 'delta', data: { text } };
}

export const WHOLE_RUN: Body[] = [
  state('running'),
  stage('understand', 'started'),
  delta('I read an HTTP API with a database, '),
  delta('for 5 million requests a month in Frankfurt.\n'),
  stage('understand', 'finished', 0.21),
  stage('design', 'started'),
  tool('before'),
  tool('after'),
  tool('before', 'get_regional_availability'),
  tool('after', 'get_regional_availability'),
  delta('Everything is available in `eu-central-1`. '),
  delta('A function answers the API; orders are kept in DynamoDB, and what may wait goes to a queue.\n'),
  stage('design', 'finished', 0.74),
  stage('render', 'started'),
  stage('render', 'finished', 0.18),
  stage('check', 'started'),
  stage('check', 'finished', 1.12),
  stage('bundle', 'started'),
  { type: 'artifact', data: { name: 'bundle.zip', size: 18_220, media_type: 'application/zip' } },
  stage('bundle', 'finished', 0.06),
  state('succeeded'),
];
