import { PencilLine } from 'lucide-react';
import { useRef, useState } from 'react';

import { Button } from '@/components/ui/button';

import type { Utterance } from '../api/conversation';
import { EditedWords } from './edited-words';
import { UserWords } from './utterances';

/** What the user said, and how to say it otherwise. */
export function SpokenWords({ conversationId, said }: { conversationId: string; said: Utterance }) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (editing) {
    return (
      <EditedWords
        conversationId={conversationId}
        said={said}
        onCancel={() => {
          setEditing(false);
          window.setTimeout(() => button.current?.focus());
        }}
      />
    );
  }
  return (
    <div className="group">
      <UserWords text={said.text} />
      <div className="mt-0.5 flex justify-end pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100">
        <Button
          ref={button}
          size="small"
          variant="quiet"
          aria-label={`Edit “${short(said.text)}”`}
          onClick={() => {
            setEditing(true);
          }}
        >
          <PencilLine aria-hidden className="size-3.5" />
          Edit
        </Button>
      </div>
    </div>
  );
}

const CHARACTERS = 60;

function short(text: string): string {
  return text.length > CHARACTERS ? `${text.slice(0, CHARACTERS)}…` : text;
}
