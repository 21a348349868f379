import clsx from 'clsx';
import { Download, Minus, Plus, Scan } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';

import { buttonClass } from '@/components/ui/button';

import { FullScreenButton, Tool } from './tools';

type Props = {
  /** What fills the screen. */
  frame: RefObject<HTMLElement | null>;
  /** The picture as a file. */
  pictureUrl?: string | undefined;
  onZoomIn: () => void;
  /** Missing where it is as small as it gets. */
  onZoomOut: (() => void) | undefined;
  /** Missing where the whole is in view. */
  onFit: (() => void) | undefined;
  /** Between the buttons that zoom. */
  zoom?: ReactNode;
  className?: string;
};

/** The bar of a drawing: zoom, fit, full screen, and the picture to keep. */
export function DrawingTools({ frame, pictureUrl, onZoomIn, onZoomOut, onFit, zoom, className }: Props) {
  return (
    <figcaption className={clsx('flex gap-1 border-line bg-surface p-1', className)}>
      <Tool label="Zoom out" disabled={!onZoomOut} onClick={() => onZoomOut?.()}>
        <Minus aria-hidden className="size-4" />
      </Tool>
      {zoom}
      <Tool label="Zoom in" onClick={onZoomIn}>
        <Plus aria-hidden className="size-4" />
      </Tool>
      <Tool label="Fit" disabled={!onFit} onClick={() => onFit?.()}>
        <Scan aria-hidden className="size-4" />
      </Tool>
      <FullScreenButton target={frame} />
      {pictureUrl !== undefined && (
        <a
          href={pictureUrl}
          download="diagram.svg"
          aria-label="Download the diagram"
          title="Download the diagram"
          className={buttonClass({ size: 'icon', variant: 'quiet' })}
        >
          <Download aria-hidden className="size-4" />
        </a>
      )}
    </figcaption>
  );
}
