import clsx from 'clsx';
import { useRef, useState } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';

import { DrawingTools } from './drawing-tools';
import { useViewport } from './use-viewport';

type Props = { url: string; description: string };

/**
 * The drawing, to zoom and pan. It is shown by <img>, where scripts and outside references in an SVG do nothing.
 */
export function DiagramViewer({ url, description }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const figure = useRef<HTMLElement>(null);
  const [status, setStatus] = useState<'loading' | 'shown' | 'failed'>('loading');
  const [aspect, setAspect] = useState<number | null>(null);
  const { viewport, fit, zoomIn, zoomOut, handlers } = useViewport(frame);
  const { scale, x, y } = viewport;

  if (status === 'failed')
    return <EmptyState title="The diagram could not be loaded">It is in the bundle too.</EmptyState>;
  return (
    <figure ref={figure} className="relative overflow-hidden rounded-lg border border-line-strong bg-white">
      {/* Keys zoom and pan, so the frame itself takes the focus. */}
      <div
        ref={frame}
        role="application"
        aria-label="Diagram. Plus and minus zoom, the arrow keys move, zero fits."
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys that move it need focus
        tabIndex={0}
        className={clsx(
          'max-h-[min(76vh,760px)] min-h-56 w-full sm:min-h-72 touch-none outline-offset-[-3px] in-[:fullscreen]:h-full in-[:fullscreen]:max-h-none',
          scale > 1 ? 'cursor-grab active:cursor-grabbing' : 'cursor-default',
        )}
        style={{ aspectRatio: aspect ?? 16 / 9 }}
        {...handlers}
      >
        <img
          src={url}
          alt={description}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setStatus('shown');
            if (naturalHeight > 0) setAspect(naturalWidth / naturalHeight);
          }}
          onError={() => {
            setStatus('failed');
          }}
          className="size-full object-contain p-4 select-none"
          style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
        />
      </div>
      {status === 'loading' && (
        <Skeleton lines={6} label="Loading the diagram" className="absolute inset-0 p-8" />
      )}
      <DrawingTools
        frame={figure}
        pictureUrl={url}
        onZoomIn={zoomIn}
        onZoomOut={scale > 1 ? zoomOut : undefined}
        onFit={scale === 1 ? undefined : fit}
        zoom={
          <span
            role="status"
            aria-label="Zoom"
            className="w-11 self-center text-center font-mono text-xs text-muted"
          >
            {Math.round(scale * 100)}%
          </span>
        }
        className="justify-end border-t sm:absolute sm:right-3 sm:bottom-3 sm:rounded-lg sm:border sm:shadow-card"
      />
    </figure>
  );
}
