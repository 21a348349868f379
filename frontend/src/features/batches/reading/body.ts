/** The items of a body, in whichever of the three forms the server takes. */
import { kindOf, UnreadableBody, type Item, type Read } from './fault';
import { itemsOfTable } from './table';

export type Form = 'lines' | 'document' | 'table';

export const FORMS: Record<Form, { title: string; mediaType: string }> = {
  lines: { title: 'JSON Lines', mediaType: 'application/x-ndjson' },
  document: { title: 'JSON', mediaType: 'application/json' },
  table: { title: 'CSV', mediaType: 'text/csv' },
};

/** By what the text begins with; the name of the file where that does not tell. */
export function formOf(text: string, name = ''): Form {
  const begin = text.trimStart();
  if (!begin.startsWith('{') && !begin.startsWith('[')) return 'table';
  const [first = ''] = begin.split('\n', 1);
  const alone = parsed(first);
  if (isItem(alone)) return 'items' in alone ? 'document' : 'lines';
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(name)) return 'lines';
  if (/\.json(\.gz)?$/i.test(name)) return 'document';
  return /\n\s*\{/.test(begin.slice(first.length)) && parsed(begin) === undefined ? 'lines' : 'document';
}

/** Throws UnreadableBody, at the latest when the item is asked for that cannot be read. */
export function readItems(text: string, form: Form): Iterable<Read> {
  if (form === 'table') return itemsOfTable(text);
  return form === 'lines' ? itemsOfLines(text) : itemsOfDocument(text);
}

function* itemsOfLines(text: string): Generator<Read> {
  let [line, start] = [0, 0];
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    line += 1;
    const content = text.slice(start, end);
    if (content.trim()) yield readLine(line, content);
    start = end + 1;
  }
}

function readLine(line: number, text: string): Read {
  try {
    return asItem(line, JSON.parse(text), 'line', 'one JSON object');
  } catch (error) {
    const fault = `is not JSON: ${error instanceof Error ? error.message : ''}`;
    return { line, content: {}, fault: { field: 'line', fault, limit: 'JSON (RFC 8259)' } };
  }
}

function* itemsOfDocument(text: string): Generator<Read> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new UnreadableBody(`This is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const wanted = 'A JSON document is an object with a list: {"items": [ … ]}.';
  if (!isItem(document)) throw new UnreadableBody(`This is ${kindOf(document)}. ${wanted}`);
  const extra = Object.keys(document).find((name) => name !== 'items');
  if (extra !== undefined) throw new UnreadableBody(`“${extra}” is not a known field. ${wanted}`);
  if (!Array.isArray(document.items)) throw new UnreadableBody(`There is no list of items. ${wanted}`);
  for (const [index, item] of document.items.entries()) yield asItem(index + 1, item, 'item', 'an object');
}

function asItem(line: number, value: unknown, field: string, limit: string): Read {
  if (isItem(value)) return { line, content: value };
  return { line, content: {}, fault: { field, fault: `is ${kindOf(value)}`, limit } };
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
