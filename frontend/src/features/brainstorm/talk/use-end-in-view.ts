/** Keeps the end of the talk in view while it grows, unless the reader has scrolled away from it. */
import { useCallback, useEffect, useRef } from 'react';

/** So near to the end one counts as reading on. */
const NEAR_PX = 60;

export function useEndInView() {
  const end = useRef<HTMLDivElement>(null);
  const reading = useRef(true);

  useEffect(() => {
    const scroller = end.current?.closest('main');
    if (!scroller) return;
    const note = (): void => {
      const place = end.current?.getBoundingClientRect();
      const frame = scroller.getBoundingClientRect();
      if (place) reading.current = place.bottom <= frame.bottom + NEAR_PX && place.bottom >= frame.top;
    };
    scroller.addEventListener('scroll', note, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', note);
    };
  }, []);

  const follow = useCallback((always = false): void => {
    if (always) reading.current = true;
    if (reading.current) end.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return { end, follow };
}
