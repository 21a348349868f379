import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

import { Button } from './button';

const SHOWN_MS = 2_000;

type Props = {
  text: string;
  /** For screen readers, who do not see what it stands beside. */
  label: string;
  shown?: string;
};

export function CopyButton({ text, label, shown = 'Copy' }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);

  useEffect(() => {
    if (!outcome) return;
    const timer = window.setTimeout(() => {
      setOutcome(null);
    }, SHOWN_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [outcome]);

  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={label}
      onClick={() => {
        copy(text).then(
          () => {
            setOutcome('copied');
          },
          () => {
            setOutcome('refused');
          },
        );
      }}
    >
      {outcome === 'copied' ? (
        <Check aria-hidden className="size-4 text-good" />
      ) : (
        <Copy aria-hidden className="size-4" />
      )}
      <span role="status">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Not allowed' : shown}
      </span>
    </Button>
  );
}

/** The clipboard exists on secure origins only, which a self-hosted page may not be. */
async function copy(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) throw new Error('no clipboard on this origin');
  await clipboard.writeText(text);
}
