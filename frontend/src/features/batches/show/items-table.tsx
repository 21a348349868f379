import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { QueryError } from '@/components/ui/query-error';

import type { ItemFilter } from '../api/get-items';
import { ItemRow } from './item-row';
import { useItems } from './use-items';

const ROW_PX = 52;
/** Rows that are drawn above and below those in view. */
const OVERSCAN = 8;

type Props = {
  batchId: string;
  filter: ItemFilter;
  /** How many fit the filter, as far as that is known; so long is the table. */
  expected: number | null;
  /** Another number with each news of the batch. */
  tick: number;
};

/** The items, however many: only the rows in view are drawn. Keyed by the batch and the filter. */
export function ItemsTable({ batchId, filter, expected, tick }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: 20 });
  const [focused, setFocused] = useState<number | null>(null);
  const { rows, isWhole, error, retry } = useItems(batchId, filter, range, tick);
  const count = isWhole ? rows.length : Math.max(rows.length, expected ?? rows.length);
  // eslint-disable-next-line react-hooks/incompatible-library -- it is not memoized here, as the rule wants
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => area.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    initialRect: { width: 800, height: 600 },
    // The row that has the focus stays, or the next press of a key would begin at the top of the page.
    rangeExtractor: (shown) => {
      const drawn = defaultRangeExtractor(shown);
      if (focused === null || focused >= count || drawn.includes(focused)) return drawn;
      return [...drawn, focused].sort((one, other) => one - other);
    },
    onChange: ({ range: shown }) => {
      if (!shown) return;
      setRange((before) =>
        before.first === shown.startIndex && before.last === shown.endIndex
          ? before
          : { first: shown.startIndex, last: shown.endIndex },
      );
    },
  });

  if (isWhole && rows.length === 0) {
    return (
      <EmptyState title="No item fits">
        {filter.q ? `No reference has “${filter.q}” in it` : 'None is in this state'}
        {filter.q && filter.state ? ', of those in this state.' : '.'}
      </EmptyState>
    );
  }
  return (
    <div className="space-y-3">
      {error && <QueryError what="The items" error={error} retry={retry} />}
      <div
        ref={area}
        role="region"
        aria-label="Items, scrollable"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard
        tabIndex={0}
        className="h-[min(36rem,70vh)] overflow-y-auto rounded-lg border border-line bg-surface outline-offset-[-2px] [overflow-anchor:none]"
      >
        <div role="table" aria-label="Items" aria-rowcount={isWhole ? count + 1 : (expected ?? -1) + 1}>
          <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
            <div
              role="row"
              aria-rowindex={1}
              className="lettering grid grid-cols-[3.5rem_minmax(0,1fr)_7rem] gap-x-3 px-4 py-2 text-faint sm:grid-cols-[4rem_minmax(0,1fr)_6.5rem_8rem] sm:px-5"
            >
              <span role="columnheader" className="text-right">
                Line
              </span>
              <span role="columnheader">Item</span>
              <span role="columnheader" className="max-sm:hidden">
                Mode
              </span>
              <span role="columnheader">State</span>
            </div>
          </div>
          <div
            role="rowgroup"
            className="relative"
            style={{ height: virtual.getTotalSize() }}
            onBlur={() => {
              setFocused(null);
            }}
          >
            {virtual.getVirtualItems().map(({ index, start }) => (
              <ItemRow
                key={rows[index]?.line ?? `missing-${index}`}
                item={rows[index]}
                index={index}
                top={start}
                height={ROW_PX}
                onFocus={setFocused}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
