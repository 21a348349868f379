import { CloudOff } from 'lucide-react';

import { useOnline } from '@/lib/api/use-online';

/** Over every page while there is no connection: what is shown stays, and is from before. */
export function OfflineBar() {
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center gap-2 border-b border-warn/40 bg-warn-soft px-5 py-2 text-[13px] sm:px-8">
          <CloudOff aria-hidden className="size-4 shrink-0 text-warn" />
          You are offline. What you see is from before; it comes up to date by itself.
        </p>
      )}
    </div>
  );
}
