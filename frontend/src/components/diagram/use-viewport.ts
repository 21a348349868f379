/** Mouse, touch, wheel and keys, for a frame that shows a drawing. */
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';

import { FIT, pan, zoom, type Viewport } from './viewport';

const STEP = 1.4;
const ARROW = 60;

export function useViewport(frame: RefObject<HTMLDivElement | null>) {
  const [viewport, setViewport] = useState<Viewport>(FIT);
  const pointers = useRef(new Map<number, { x: number; y: number }>());

  const zoomBy = useCallback(
    (factor: number, point?: { x: number; y: number }) => {
      setViewport((current) => zoom(current, factor, size(frame), point));
    },
    [frame],
  );
  const panBy = (x: number, y: number): void => {
    setViewport((current) => pan(current, { x, y }, size(frame)));
  };

  // React's wheel listeners are passive; this one must keep the page from zooming or scrolling.
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey && !document.fullscreenElement) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const point = {
        x: event.clientX - box.left - box.width / 2,
        y: event.clientY - box.top - box.height / 2,
      };
      zoomBy(Math.exp(-event.deltaY / 300), point);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [frame, zoomBy]);

  const onPointerDown = (event: PointerEvent): void => {
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId);
    if (other) zoomBy(distance(now, other[1]) / Math.max(distance(before, other[1]), 1));
    else panBy(now.x - before.x, now.y - before.y);
    pointers.current.set(event.pointerId, now);
  };
  const onPointerUp = (event: PointerEvent): void => {
    pointers.current.delete(event.pointerId);
  };

  const fit = (): void => {
    setViewport(FIT);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const actions: Record<string, () => void> = {
      '+': () => {
        zoomBy(STEP);
      },
      '=': () => {
        zoomBy(STEP);
      },
      '-': () => {
        zoomBy(1 / STEP);
      },
      '0': fit,
      ArrowLeft: () => {
        panBy(ARROW, 0);
      },
      ArrowRight: () => {
        panBy(-ARROW, 0);
      },
      ArrowUp: () => {
        panBy(0, ARROW);
      },
      ArrowDown: () => {
        panBy(0, -ARROW);
      },
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };

  return {
    viewport,
    fit,
    zoomIn: () => {
      zoomBy(STEP);
    },
    zoomOut: () => {
      zoomBy(1 / STEP);
    },
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onKeyDown },
  };
}

function size({ current: element }: RefObject<HTMLElement | null>): { width: number; height: number } {
  return { width: element?.clientWidth ?? 1, height: element?.clientHeight ?? 1 };
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
