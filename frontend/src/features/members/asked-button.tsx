import { useState } from 'react';

import { Button } from '@/components/ui/button';

type Props = {
  /** What a first press asks, and a second one does: “Remove”. */
  label: string;
  /** Whom or what it is about, for those who hear the page. */
  about: string;
  disabled?: boolean;
  onSure: () => void;
};

/** A button that wants a second press, for what cannot be taken back. */
export function AskedButton({ label, about, disabled = false, onSure }: Props) {
  const [asked, setAsked] = useState(false);
  return (
    <Button
      size="small"
      variant="danger"
      aria-label={asked ? `Really ${label.toLowerCase()} ${about}` : `${label} ${about}`}
      disabled={disabled}
      onBlur={() => {
        setAsked(false);
      }}
      onClick={() => {
        if (asked) onSure();
        setAsked(!asked);
      }}
    >
      {asked ? `Really ${label.toLowerCase()}?` : label}
    </Button>
  );
}
