/** How what differs between two versions looks: never by colour alone. */
import type { Mark } from './scene';

export const MARKS: Record<Mark, { word: string; sign: string; box: string; badge: string }> = {
  added: { word: 'new', sign: '+', box: 'border-good bg-good-soft', badge: 'bg-good text-surface' },
  removed: {
    word: 'removed',
    sign: '−',
    box: 'border-bad border-dashed bg-bad-soft',
    badge: 'bg-bad text-surface',
  },
  changed: { word: 'changed', sign: '~', box: 'border-warn bg-warn-soft', badge: 'bg-warn text-surface' },
};
