import { readTransition } from '@/features/revision/api/revision';
import { TransitionView } from '@/features/revision/transition-view';
import { ReceiptView } from '@/features/verify/components/receipt-view';

/** The receipt of a trial; of a revision also what it does to the version before. */
export function TrialResult({ jobId }: { jobId: string }) {
  return (
    <ReceiptView
      jobId={jobId}
      showTransition={(told) => {
        const transition = readTransition(told);
        return transition && <TransitionView transition={transition} />;
      }}
    />
  );
}
