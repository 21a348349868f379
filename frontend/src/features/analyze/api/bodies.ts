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

/** The bundle of one option. */
export function implementBody(job: Job, option: string) {
  return { ...again(job), mode: 'implement', option };
}

/** The comparison with other pins; none leaves them out. */
export function pinnedBody(job: Job, pins: string[]) {
  return { ...again({ ...job, options: { ...job.options, pins } }), mode: 'analyze' };
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
  return { ...again({ ...job, options }), mode: 'analyze' };
}
