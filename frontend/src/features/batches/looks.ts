/** How states look: a word, the colour of a segment, and that of the word. */
import type { ItemState, ListedBatch } from './api/batch';

export const ITEM_LOOKS: Record<ItemState, { label: string; bar: string; dot: string; text: string }> = {
  succeeded: { label: 'Succeeded', bar: 'bg-good', dot: 'bg-good', text: 'text-good' },
  failed: { label: 'Failed', bar: 'bg-bad', dot: 'bg-bad', text: 'text-bad' },
  cancelled: { label: 'Cancelled', bar: 'bg-faint', dot: 'bg-faint', text: 'text-muted' },
  running: { label: 'Running', bar: 'bg-accent', dot: 'bg-accent animate-breathe', text: 'text-accent' },
  queued: { label: 'Queued', bar: 'bg-accent/45', dot: 'bg-accent/45', text: 'text-muted' },
  waiting: { label: 'Waiting', bar: 'bg-line-strong', dot: 'border border-faint', text: 'text-muted' },
};

type BatchState = ListedBatch['state'];

export const BATCH_LOOKS: Record<BatchState, { label: string; dot: string; text: string }> = {
  running: { label: 'Running', dot: 'bg-accent animate-breathe', text: 'text-accent' },
  paused: { label: 'Paused', dot: 'bg-warn', text: 'text-warn' },
  cancelling: { label: 'Cancelling', dot: 'bg-warn animate-breathe', text: 'text-warn' },
  cancelled: { label: 'Cancelled', dot: 'bg-faint', text: 'text-muted' },
  finished: { label: 'Finished', dot: 'bg-good', text: 'text-good' },
};
