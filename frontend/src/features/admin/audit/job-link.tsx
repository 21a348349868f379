import { Link } from 'react-router';

/** The last digits of a time-ordered id are those that differ. */
export function JobLink({ jobId }: { jobId: string }) {
  const shown = `…${jobId.slice(-8)}`;
  return (
    <Link
      to={`/jobs/${jobId}`}
      aria-label={`Job ${shown}`}
      title={jobId}
      className="relative rounded font-mono text-xs leading-5 whitespace-nowrap text-accent underline decoration-accent/30 underline-offset-2 hover:decoration-accent"
    >
      {shown}
    </Link>
  );
}
