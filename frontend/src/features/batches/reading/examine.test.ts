import { expect, test } from 'vitest';

import { formOf } from './body';
import { examine } from './examine';
import { isPacked, readText } from './file';

const lines = (...items: unknown[]): string => items.map((item) => JSON.stringify(item)).join('\n');
const ITEM = { request: 'A web shop' };
const ID = '01890000-0000-7000-8000-000000000000';

/** What is wrong, as “line field fault”. */
async function faults(text: string): Promise<string[]> {
  const { faults: found } = await examine(text, formOf(text));
  return found.map(({ line, field, fault }) => `${line} ${field} ${fault}`);
}

test('the form is told by the content, whatever the file is called', () => {
  expect(formOf(lines(ITEM, ITEM), 'items.json')).toBe('lines');
  expect(formOf(lines(ITEM))).toBe('lines');
  expect(formOf(JSON.stringify({ items: [ITEM] }))).toBe('document');
  expect(formOf(JSON.stringify({ items: [ITEM] }, null, 2))).toBe('document');
  expect(formOf('{"request": "broken\n{"request": "fine"}')).toBe('lines');
  expect(formOf('{"items": [', 'items.json')).toBe('document');
  expect(formOf('reference,request\na,b')).toBe('table');
});

test('good items are counted by what they make', async () => {
  const text = lines(
    ITEM,
    { ...ITEM, mode: 'analyze' },
    { mode: 'verify', based_on: ID },
    { reference: 'a', ...ITEM },
  );
  const { total, good, modes, first } = await examine(text, 'lines');
  expect([total, good, modes]).toEqual([4, 4, { implement: 2, analyze: 1, verify: 1 }]);
  expect(first.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
});

test.each([
  [{}, '1 request is missing'],
  [{ request: '   ' }, '1 request is empty'],
  [{ request: 7 }, '1 request is a number'],
  [{ request: 'x'.repeat(20_001) }, '1 request has 20,001 characters'],
  [{ ...ITEM, colour: 'red' }, '1 colour is not a known field'],
  [{ ...ITEM, mode: 'guess' }, '1 mode is not available'],
  [{ ...ITEM, mode: null }, '1 mode is null'],
  [{ ...ITEM, region: 'moon-1' }, '1 region is not a region of AWS'],
  [{ ...ITEM, environment: 'No!' }, '1 environment has another form'],
  [{ ...ITEM, option: 'cheap' }, '1 option is not available'],
  [
    { ...ITEM, mode: 'analyze', option: 'balanced' },
    '1 option cannot be chosen for an analyze job, which makes all options',
  ],
  [{ ...ITEM, pins: Array(11).fill('x') }, '1 pins has 11 items'],
  [{ ...ITEM, pins: [''] }, '1 pins.0 is empty'],
  [{ ...ITEM, assumptions: { users: 5 } }, '1 assumptions.users is a number'],
  [{ ...ITEM, based_on: 'x' }, '1 based_on is not the id of a job'],
  [{ ...ITEM, based_on: ID, instruction: 'Drop Redis' }, '1 request does not go with based_on'],
  [{ based_on: ID }, '1 body changes nothing'],
  [{ mode: 'verify' }, '1 based_on is missing'],
  [{ ...ITEM, instruction: 'Drop Redis' }, '1 instruction does not go without based_on'],
  [{ ...ITEM, request: 'a\u0000b' }, '1 request has a control character'],
])('%j is refused', async (item, fault) => {
  expect(await faults(lines(item))).toEqual([fault]);
});

test('a reference stands once, and what is null is not said', async () => {
  expect(
    await faults(lines({ ...ITEM, reference: 'a', region: null }, { ...ITEM, reference: ' a ' })),
  ).toEqual(['2 reference is that of line 1 too']);
});

test('lines are those of the file, empty ones too, and one that is no JSON spoils no other', async () => {
  const text = `\uFEFF${lines(ITEM)}\n\n{broken\n[1]\n${lines({})}\n`;
  const found = await examine(text, 'lines');
  expect([found.total, found.good]).toEqual([4, 1]);
  expect(found.faults.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '3 line',
    '4 line',
    '5 request',
  ]);
});

test('a table has quoted cells over several lines, lists and pairs', async () => {
  const text = [
    'reference, request ,pins,assumptions',
    '"a","A shop, ""fast""\nand small",no Lambda; must use Aurora,users=5000; region=eu-west-1',
    ',,,',
    'b,A blog,,"{""users"": ""7""}"',
    'c,A blog,,users',
    'd,A blog,,,more',
  ].join('\r\n');
  const found = await examine(text, 'table');
  expect([found.total, found.good]).toEqual([4, 2]);
  expect(found.first[0]).toEqual({
    line: 2,
    faulty: false,
    item: {
      reference: 'a',
      request: 'A shop, "fast"\nand small',
      pins: ['no Lambda', 'must use Aurora'],
      assumptions: { users: '5000', region: 'eu-west-1' },
    },
  });
  expect(found.faults.map(({ line, field, fault }) => `${line} ${field} ${fault}`)).toEqual([
    '6 assumptions has a part without =',
    '7 line has 5 cells',
  ]);
});

test.each([
  ['', 'no item'],
  ['name,request\na,b', 'no column “name”'],
  ['request,request\na,b', 'named twice'],
  ['request\n"open', 'never closed'],
  ['request\n"a"b', 'goes on after'],
  ['[{"request": "x"}]', 'is a list'],
  ['{"items": 1}', 'no list of items'],
  ['{"items": [], "more": 1}', '“more” is not a known field'],
])('%j cannot be read at all', async (text, told) => {
  await expect(examine(text, formOf(text))).rejects.toThrow(told);
});

test('only the first hundred faults are kept, and how many more there are', async () => {
  const found = await examine(lines(...Array.from({ length: 150 }, () => ({}))), 'lines');
  expect([found.faults.length, found.moreFaults, found.good]).toEqual([100, 50, 0]);
  await expect(examine('{}\n'.repeat(10_001), 'lines')).rejects.toThrow('more than 10,000');
});

test('a packed file is unpacked to be looked at', async () => {
  const packing = new Response(lines(ITEM)).body?.pipeThrough(new CompressionStream('gzip'));
  const packed = new File([await new Response(packing).arrayBuffer()], 'items.jsonl');
  expect(await isPacked(packed)).toBe(true);
  expect(await readText(packed, true)).toBe(lines(ITEM));
  await expect(readText(new File(['\u001f\u008bno'], 'x.gz'), true)).rejects.toThrow('cannot be unpacked');
  await expect(readText(new File([new Uint8Array([0xff, 0xfe])], 'x.csv'), false)).rejects.toThrow('UTF-8');
});
