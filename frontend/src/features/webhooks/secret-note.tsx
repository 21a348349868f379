import { useEffect, useRef, type ReactNode } from 'react';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ScrollArea } from '@/components/ui/scroll-area';

type Props = { title: string; secret: string; children?: ReactNode; onDone: () => void };

/** A secret, which is shown this once. It takes the focus, so that nobody misses it. */
export function SecretNote({ title, secret, children, onDone }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div className="space-y-2 rounded-lg border border-accent/50 bg-accent-soft/50 px-4 py-3 text-sm">
      <h2 ref={heading} tabIndex={-1} className="font-medium break-words outline-none">
        {title}
      </h2>
      <p className="max-w-[64ch] text-muted">
        Whoever receives the messages checks with it that they are ours. {children}
      </p>
      <div className="flex items-center gap-1 rounded-md border border-line bg-surface pr-1">
        <ScrollArea label="The secret" className="min-w-0 flex-1 overflow-x-auto rounded-md px-3 py-2">
          <code className="font-mono text-xs break-all">{secret}</code>
        </ScrollArea>
        <CopyButton text={secret} label="Copy the secret" />
      </div>
      <Button size="small" onClick={onDone}>
        I have it
      </Button>
    </div>
  );
}
