import { CopyButton } from '@/components/ui/copy-button';
import { ScrollArea } from '@/components/ui/scroll-area';

/** A command to run, ready to copy. */
export function Command({ text }: { text: string }) {
  return (
    <div className="flex items-center gap-1 rounded-md border border-line bg-surface pr-1">
      <ScrollArea
        label={`Command ${text}`}
        className="min-w-0 flex-1 overflow-x-auto rounded-md px-3 py-2 outline-offset-[-2px]"
      >
        <code className="font-mono text-xs whitespace-pre text-ink max-sm:whitespace-pre-wrap">{text}</code>
      </ScrollArea>
      <CopyButton text={text} label={`Copy: ${text}`} />
    </div>
  );
}
