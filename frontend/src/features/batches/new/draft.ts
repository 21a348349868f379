import { formOf, type Form } from '../reading/body';
import { examine, type Examined } from '../reading/examine';
import { UnreadableBody } from '../reading/fault';
import { isPacked, readText } from '../reading/file';

/** What was chosen, once it has been looked at. */
export type Draft = {
  title: string;
  form: Form;
  body: Blob | string;
  packed: boolean;
  print: string;
  examined: Examined;
};

/** Rejects with UnreadableBody. */
export async function draftOfFile(file: File): Promise<Draft> {
  const packed = await isPacked(file);
  const text = await readText(file, packed);
  const print = `${file.name} ${file.size} ${file.lastModified}`;
  return { ...(await draftOf(text, file.name)), title: file.name, body: file, packed, print };
}

/** Rejects with UnreadableBody. */
export async function draftOfText(text: string): Promise<Draft> {
  return { ...(await draftOf(text, '')), title: 'Pasted text', body: text, packed: false, print: text };
}

async function draftOf(text: string, name: string): Promise<Pick<Draft, 'form' | 'examined'>> {
  const form = formOf(text.replace(/^\uFEFF/, ''), name);
  return { form, examined: await examine(text, form) };
}

/** Why it cannot be read, for people. */
export function tellUnreadable(error: unknown): string {
  if (!(error instanceof UnreadableBody)) return 'The file could not be read. Choose it again.';
  return error.line === null ? error.message : `Line ${error.line}: ${error.message}`;
}
