/** The stages of each mode, known before the worker has said anything, so that the stepper can be drawn at once. */

export type StageStatus = 'waiting' | 'active' | 'done' | 'stopped';
export type Stage = {
  name: string;
  title: string;
  status: StageStatus;
  seconds: number | null;
  startedAt: number | null;
};

const UNDERSTAND = { name: 'understand', title: 'Understand' };
const DESIGN = { name: 'design', title: 'Design' };
const BUNDLE = { name: 'bundle', title: 'Bundle' };

const STAGES: Record<string, { name: string; title: string }[]> = {
  implement: [
    UNDERSTAND,
    DESIGN,
    { name: 'render', title: 'Render' },
    { name: 'check', title: 'Check' },
    BUNDLE,
  ],
  analyze: [
    UNDERSTAND,
    DESIGN,
    { name: 'build', title: 'Build each' },
    { name: 'compare', title: 'Compare' },
    BUNDLE,
  ],
};

export function initialStages(mode: string): Stage[] {
  return (STAGES[mode] ?? []).map((stage) => ({
    ...stage,
    status: 'waiting',
    seconds: null,
    startedAt: null,
  }));
}
