import { ChevronDown, ChevronUp, Search } from 'lucide-react';

import { Button } from '@/components/ui/button';

type Props = {
  wanted: string;
  count: number;
  /** Of those found, from 0. */
  current: number;
  onWanted: (text: string) => void;
  onCurrent: (position: number) => void;
};

/** Find in the file: Enter goes to the next, with Shift to the one before. */
export function FindBar({ wanted, count, current, onWanted, onCurrent }: Props) {
  const go = (by: number): void => {
    if (count > 0) onCurrent((current + by + count) % count);
  };
  return (
    <div
      className="flex items-center gap-1 border-b border-line py-1 pr-2 pl-4 has-[input:focus-visible]:bg-accent-soft"
      role="search"
    >
      <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
      <input
        type="search"
        aria-label="Find in this file"
        placeholder="Find in this file"
        value={wanted}
        maxLength={200}
        onChange={({ target }) => {
          onWanted(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          }
          if (event.key === 'Escape') onWanted('');
        }}
        className="h-7 min-w-0 flex-1 bg-transparent px-1.5 text-[13px] placeholder:text-faint focus:outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      <span role="status" className="font-mono text-xs text-faint">
        {wanted && (count > 0 ? `${current + 1} of ${count}` : 'nothing')}
      </span>
      <Button
        size="icon"
        variant="quiet"
        aria-label="The one before"
        disabled={count === 0}
        onClick={() => {
          go(-1);
        }}
      >
        <ChevronUp aria-hidden className="size-4" />
      </Button>
      <Button
        size="icon"
        variant="quiet"
        aria-label="The next one"
        disabled={count === 0}
        onClick={() => {
          go(1);
        }}
      >
        <ChevronDown aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
