import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';

export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role={label ? 'status' : undefined} className={clsx('inline-flex items-center gap-2', className)}>
      <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
      {label && <span>{label}</span>}
    </span>
  );
}
