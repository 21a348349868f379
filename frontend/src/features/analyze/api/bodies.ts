/** What `POST /api/v1/jobs` takes to go on from an analysis. */
import type { Job } from '@/types/job';

/** The same question again; only what was chosen is said. */
function again({ request, options }: Job) {
  const { region, environment, pins, assumptions } = options;
  return {
    request,
    ...(region ? { region } : {}),
    ...(environment ? { environment } : {}),
    ...(pins.length > 0 ? { pins } : {}),
    ...(assumptions && Object.keys(assumptions).length > 0 ? { assumptions } : {}),
  };
}

/** The bundle of one option, with the fixes that were made in it. */
export function implementBody(job: Job, option: string) {
  const fixes = job.options.option_fixes?.[option] ?? [];
  return { ...again(job), mode: 'implement', option, ...(fixes.length > 0 ? { fixes } : {}) };
}

/** The comparison with the same fixes, and others in one option. */
export function fixedBody(job: Job, option: string, checks: string[]) {
  const fixes = { ...job.options.option_fixes, [option]: checks };
  return compared({ ...job, options: { ...job.options, option_fixes: fixes } });
}

/** The comparison with other pins; none leaves them out. */
export function pinnedBody(job: Job, pins: string[]) {
  return compared({ ...job, options: { ...job.options, pins } });
}

/** The comparison with other assumptions. Region and environment have fields of their own. */
export function assumedBody(job: Job, changed: Record<string, string>) {
  const { region, environment, ...figures } = changed;
  const options = {
    ...job.options,
    ...(region ? { region } : {}),
    ...(environment ? { environment } : {}),
    assumptions: { ...job.options.assumptions, ...figures },
  };
  return compared({ ...job, options });
}

function compared(job: Job) {
  const fixes = Object.entries(job.options.option_fixes ?? {}).filter(([, checks]) => checks.length > 0);
  return {
    ...again(job),
    mode: 'analyze',
    ...(fixes.length > 0 ? { option_fixes: Object.fromEntries(fixes) } : {}),
  };
}
