import { DraftingCompass } from 'lucide-react';

import type { Architect } from '@/types/session';

/** What answers here: said before anyone mistakes rules for a language model. */
export function ArchitectNote({ architect }: { architect: Architect }) {
  return (
    <p className="flex items-start gap-2 text-[13px] text-muted">
      <DraftingCompass aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      {architect.is_language_model ? (
        <span>
          Designed by <strong className="font-medium text-ink">{architect.name}</strong>, a language model.
          Every bundle is checked before you see it.
        </span>
      ) : (
        <span>
          Designed by the <strong className="font-medium text-ink">{architect.name}</strong>: rules and a
          catalogue, <strong className="font-medium text-ink">not a language model</strong>. The same words
          always give the same plan, and no model reads them.
        </span>
      )}
    </p>
  );
}
