/** Comma-separated values after RFC 4180: cells in quotes may hold commas, quotes twice, and line breaks. */
import { UnreadableBody, type FieldFault, type Item, type Read } from './fault';
import { COLUMNS } from './rules';

type Row = { line: number; cells: string[] };

/** The rows, each with the line where it begins. Throws UnreadableBody. */
export function* rowsOf(text: string): Generator<Row, undefined> {
  let [line, start, at, cells, cell] = [1, 1, 0, [] as string[], ''];
  const ended = (): Row => ({ line: start, cells: [...cells, cell] });
  while (at < text.length) {
    const sign = text[at];
    if (sign === '"' && cell === '') {
      const end = endOfQuotes(text, at + 1, start);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      line += cell.split('\n').length - 1;
      at = end + 1;
      if (at < text.length && !',\r\n'.includes(text[at] ?? ''))
        throw new UnreadableBody('A quoted cell goes on after its closing quote.', line);
      continue;
    }
    if (sign === ',') {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1;
      yield ended();
      line += 1;
      [start, cells, cell] = [line, [], ''];
    } else {
      const end = /[,\r\n]/g;
      end.lastIndex = at;
      const stop = end.exec(text)?.index ?? text.length;
      cell += text.slice(at, stop);
      at = stop - 1;
    }
    at += 1;
  }
  if (cell !== '' || cells.length > 0) yield ended();
  return undefined;
}

function endOfQuotes(text: string, from: number, line: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  throw new UnreadableBody('A quote is opened and never closed.', line);
}

/** Items of a table whose first line names the columns. Throws UnreadableBody. */
export function* itemsOfTable(text: string): Generator<Read> {
  const rows = rowsOf(text);
  const names = namesOf(rows.next().value?.cells ?? []);
  for (const { line, cells } of rows) {
    if (cells.some(Boolean)) yield readRow(line, names, cells);
  }
}

function namesOf(cells: string[]): string[] {
  const names = cells.map((cell) => cell.trim());
  const unknown = names.find((name) => !COLUMNS.includes(name));
  const known = `The columns are ${COLUMNS.join(', ')}.`;
  if (names.length === 0)
    throw new UnreadableBody(`There is no first line that names the columns. ${known}`, 1);
  if (unknown !== undefined)
    throw new UnreadableBody(`There is no column “${unknown.slice(0, 40)}”. ${known}`, 1);
  if (new Set(names).size < names.length) throw new UnreadableBody('A column is named twice.', 1);
  return names;
}

function readRow(line: number, names: string[], cells: string[]): Read {
  if (cells.length > names.length) {
    const limit = `at most ${names.length}, as the first line has`;
    return { line, content: {}, fault: { field: 'line', fault: `has ${cells.length} cells`, limit } };
  }
  const content: Item = {};
  for (const [index, name] of names.entries()) {
    const cell = cells[index] ?? '';
    if (!cell.trim()) continue;
    const read = READERS[name]?.(cell) ?? { value: cell };
    if (read.fault) return { line, content, fault: { ...read.fault, field: name } };
    content[name] = read.value;
  }
  return { line, content };
}

type Cell = { value?: unknown; fault?: Omit<FieldFault, 'field'> };

const READERS: Record<string, (cell: string) => Cell> = {
  pins: (cell) => ({ value: partsOf(cell) }),
  assumptions: (cell) => (cell.trimStart().startsWith('{') ? readJson(cell) : readPairs(cell)),
  architecture: (cell) => readJson(cell),
};

function partsOf(cell: string): string[] {
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
}

function readPairs(cell: string): Cell {
  const parts = partsOf(cell);
  if (parts.some((part) => !part.includes('=')))
    return { fault: { fault: 'has a part without =', limit: 'name=value; name=value' } };
  const pairs = parts.map((part) => {
    const sign = part.indexOf('=');
    return [part.slice(0, sign).trim(), part.slice(sign + 1).trim()];
  });
  return { value: Object.fromEntries(pairs) };
}

function readJson(cell: string): Cell {
  try {
    return { value: JSON.parse(cell) as unknown };
  } catch {
    return { fault: { fault: 'is not JSON', limit: 'JSON (RFC 8259)' } };
  }
}
