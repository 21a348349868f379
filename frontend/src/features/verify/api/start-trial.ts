import { jobPath, useSubmission } from '@/lib/api/use-submission';
import type { Job } from '@/types/job';

/** Submits a verify job for what a job made. */
export function useStartTrial(jobId: string, onAccepted: (job: Job) => void) {
  return useSubmission(jobPath(jobId, '/verify'), onAccepted);
}
