/** What the operator does at a terminal, as the tables' owner. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Playwright runs in the frontend's folder. */
const PROJECT = join(process.cwd(), '..');
const STACK_PART = join('tests', 'e2e', 'stack_part.py');

async function python(...words: string[]): Promise<void> {
  const environment = { ...process.env, GROUNDPLAN_PROFILE: 'development', PYTHONPATH: PROJECT };
  await run(process.env.GROUNDPLAN_PYTHON ?? 'python3', words, { cwd: PROJECT, env: environment });
}

export function makeStaff(userId: string): Promise<void> {
  return python('-m', 'web.staff', 'grant', userId, '--reason', 'Helps with this test.');
}

/** The worker that had this job for the last time is gone. */
export function loseJob(jobId: string): Promise<void> {
  return python(join('tests', 'e2e', 'lost_job.py'), jobId);
}

/** Work waits, until `resumeWorker`. */
export function pauseWorker(): Promise<void> {
  return python(STACK_PART, 'pause', 'worker');
}

export function resumeWorker(): Promise<void> {
  return python(STACK_PART, 'resume', 'worker');
}

/** Every socket ends without a farewell, as in a crash; the live process comes back by itself. */
export function cutSockets(): Promise<void> {
  return python(STACK_PART, 'cut', 'live');
}
