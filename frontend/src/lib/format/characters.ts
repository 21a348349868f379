/** Characters as the API counts them: code points of the trimmed text. */
export function countCharacters(text: string): number {
  return Array.from(text.trim()).length;
}
