import { useEffect, useRef } from 'react';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ScrollArea } from '@/components/ui/scroll-area';

import type { CreatedKey } from './api/keys';

/** The secret of a new key, which is shown this once. It takes the focus, so that nobody misses it. */
export function NewKeyNote({ created, onDone }: { created: CreatedKey; onDone: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
  }, []);
  return (
    <div className="space-y-2 rounded-lg border border-accent/50 bg-accent-soft/50 px-4 py-3 text-sm">
      <h3 ref={title} tabIndex={-1} className="font-medium outline-none">
        Copy the key of “{created.name}” now: it is not shown again
      </h3>
      <div className="flex items-center gap-1 rounded-md border border-line bg-surface pr-1">
        <ScrollArea label="The new key" className="min-w-0 flex-1 overflow-x-auto rounded-md px-3 py-2">
          <code className="font-mono text-xs break-all">{created.key}</code>
        </ScrollArea>
        <CopyButton text={created.key} label="Copy the key" />
      </div>
      <Button size="small" onClick={onDone}>
        I have it
      </Button>
    </div>
  );
}
