/** Folds a job's events into what the page shows. Pure: the same events give the same picture, live or replayed. */
import type { JobState } from '@/types/job';
import type { AnyEvent, ProgressEvent } from '@/types/progress-event';

import { initialStages, type Stage } from './stages';

export type ToolCall = {
  key: number;
  name: string;
  server: string;
  status: string | null;
  seconds: number | null;
};
export type Finding = { check: string; severity: string; component: string; message: string };
export type Entry =
  | { kind: 'text'; key: number; stage: string; text: string }
  | { kind: 'tool'; key: number; stage: string; call: ToolCall };

export type Progress = {
  mode: string;
  state: JobState;
  attempt: number;
  stages: Stage[];
  /** What the architect said and which tools it used, in the order it happened. */
  entries: Entry[];
  findings: Finding[];
  artifacts: string[];
  error: { code: string; message: string } | null;
};

export function initialProgress(mode: string, state: JobState = 'queued', attempt = 0): Progress {
  return {
    mode,
    state,
    attempt,
    stages: initialStages(mode),
    entries: [],
    findings: [],
    artifacts: [],
    error: null,
  };
}

export function applyEvents(progress: Progress, events: AnyEvent[]): Progress {
  return events.reduce((state, event) => (event.type === 'unknown' ? state : apply(state, event)), progress);
}

function apply(progress: Progress, event: ProgressEvent): Progress {
  switch (event.type) {
    case 'state':
      return applyState(progress, event.data);
    case 'stage':
      return { ...progress, stages: applyStage(progress.stages, event.data, toMilliseconds(event.at)) };
    case 'delta':
      return { ...progress, entries: appendText(progress, event.data.text, event.seq) };
    case 'tool':
      return { ...progress, entries: applyTool(progress, event.data, event.seq) };
    case 'finding':
      return {
        ...progress,
        findings: [...progress.findings, { ...event.data, component: event.data.component ?? '' }],
      };
    case 'artifact':
      return { ...progress, artifacts: [...new Set([...progress.artifacts, event.data.name])] };
  }
}

function applyState(progress: Progress, data: Extract<ProgressEvent, { type: 'state' }>['data']): Progress {
  const attempt = data.attempt ?? progress.attempt;
  // A new attempt starts from nothing: what the last one said and did is no longer true.
  const base = attempt > progress.attempt && progress.attempt > 0 ? initialProgress(progress.mode) : progress;
  return {
    ...base,
    state: data.state,
    attempt,
    error: data.error ?? null,
    stages: settle(base.stages, data.state),
  };
}

/** A job that ended early leaves no stage turning. */
function settle(stages: Stage[], state: JobState): Stage[] {
  if (state === 'succeeded') return stages.map((stage) => ({ ...stage, status: 'done' }));
  if (state === 'failed' || state === 'cancelled') {
    return stages.map((stage) => (stage.status === 'active' ? { ...stage, status: 'stopped' } : stage));
  }
  return stages;
}

type StageData = Extract<ProgressEvent, { type: 'stage' }>['data'];

function applyStage(stages: Stage[], data: StageData, at: number): Stage[] {
  const finished = data.status === 'finished';
  const known = stages.find((stage) => stage.name === data.stage);
  const updated: Stage = {
    name: data.stage,
    title: known?.title ?? data.title,
    status: finished ? 'done' : 'active',
    seconds: data.seconds ?? null,
    startedAt: finished ? (known?.startedAt ?? null) : at,
  };
  if (!known) return [...stages, updated];
  const position = stages.indexOf(known);
  return stages.map((stage, index) => {
    if (index === position) return updated;
    // Later stages wait again when a worker repeats an earlier one; earlier ones are done, said or not.
    if (index < position) return { ...stage, status: 'done' };
    return finished ? stage : { ...stage, status: 'waiting', seconds: null, startedAt: null };
  });
}

function currentStage(stages: Stage[]): string {
  const active = stages.find((stage) => stage.status === 'active');
  return active?.name ?? stages.findLast((stage) => stage.status === 'done')?.name ?? '';
}

function appendText(progress: Progress, text: string, seq: number): Entry[] {
  const stage = currentStage(progress.stages);
  const last = progress.entries.at(-1);
  if (last?.kind === 'text' && last.stage === stage) {
    return [...progress.entries.slice(0, -1), { ...last, text: last.text + text }];
  }
  return [...progress.entries, { kind: 'text', key: seq, stage, text }];
}

function applyTool(
  progress: Progress,
  data: Extract<ProgressEvent, { type: 'tool' }>['data'],
  seq: number,
): Entry[] {
  const { entries } = progress;
  const call = {
    name: data.name,
    server: data.server ?? '',
    status: data.status ?? null,
    seconds: data.seconds ?? null,
  };
  if (data.phase === 'after') {
    const position = entries.findLastIndex(
      (entry) => entry.kind === 'tool' && isOpenCall(entry.call, data.name),
    );
    if (position >= 0) {
      return entries.map((entry, index) =>
        index === position
          ? { ...entry, kind: 'tool', call: { ...call, key: entry.key, status: data.status ?? 'success' } }
          : entry,
      );
    }
  }
  const status = data.phase === 'before' ? null : (data.status ?? 'success');
  return [
    ...entries,
    { kind: 'tool', key: seq, stage: currentStage(progress.stages), call: { ...call, key: seq, status } },
  ];
}

function isOpenCall(call: ToolCall, name: string): boolean {
  return call.name === name && call.status === null;
}

/** Events may carry an ISO time or epoch seconds. */
function toMilliseconds(at: string | number): number {
  return typeof at === 'number' ? at * 1000 : Date.parse(at);
}

/** 0…1: finished stages, and half of a running one. */
export function completion({ stages, state }: Pick<Progress, 'stages' | 'state'>): number {
  if (state === 'succeeded') return 1;
  if (stages.length === 0) return 0;
  const points = stages.reduce(
    (sum, { status }) => sum + (status === 'done' ? 1 : status === 'active' ? 0.5 : 0),
    0,
  );
  return Math.min(points / stages.length, 0.98);
}
