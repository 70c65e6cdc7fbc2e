/** Text as it is compared when somebody searches: width, case, katakana and hiragana, dashes and long vowel marks are one. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
    .replace(/[‐‑‒–—―−─ー]/g, '-')
    .trim();

/** Whether every word of a question stands in one of the texts. */
export function matches(question: string, ...texts: string[]): boolean {
  const whole = texts.map(fold).join(' ');
  return fold(question)
    .split(/\s+/)
    .every((word) => whole.includes(word));
}
