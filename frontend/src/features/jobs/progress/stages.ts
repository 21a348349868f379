/** The stages of each mode, known before the worker has said anything, so that the stepper can be drawn at once. */

export type StageStatus = 'waiting' | 'active' | 'done' | 'stopped';
export type Stage = {
  name: string;
  title: string;
  status: StageStatus;
  seconds: number | null;
  startedAt: number | null;
};

const IMPLEMENT = [
  { name: 'understand', title: 'Understand' },
  { name: 'design', title: 'Design' },
  { name: 'render', title: 'Render' },
  { name: 'check', title: 'Check' },
  { name: 'bundle', title: 'Bundle' },
];

const STAGES: Record<string, { name: string; title: string }[]> = { implement: IMPLEMENT };

export function initialStages(mode: string): Stage[] {
  return (STAGES[mode] ?? []).map((stage) => ({
    ...stage,
    status: 'waiting',
    seconds: null,
    startedAt: null,
  }));
}
