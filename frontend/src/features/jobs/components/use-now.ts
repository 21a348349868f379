import { useEffect, useState } from 'react';

const TICK_MS = 100;

/** The time in milliseconds, ticking while `running`. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => {
      setNow(Date.now());
    }, TICK_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [running]);
  return now;
}
