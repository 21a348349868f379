import { Expand, Shrink } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';

import { Button } from '@/components/ui/button';

type ToolProps = { label: string; disabled?: boolean; onClick: () => void; children: ReactNode };

/** A button of a drawing's tool bar. */
export function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <Button
      size="icon"
      variant="quiet"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

export function FullScreenButton({ target }: { target: { readonly current: HTMLElement | null } }) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const update = (): void => {
      setFull(document.fullscreenElement !== null);
    };
    document.addEventListener('fullscreenchange', update);
    return () => {
      document.removeEventListener('fullscreenchange', update);
    };
  }, []);
  if (!document.fullscreenEnabled) return null;
  const toggle = (): void => {
    void (full ? document.exitFullscreen() : target.current?.requestFullscreen());
  };
  return (
    <Tool label={full ? 'Leave full screen' : 'Full screen'} onClick={toggle}>
      {full ? <Shrink aria-hidden className="size-4" /> : <Expand aria-hidden className="size-4" />}
    </Tool>
  );
}
