/** At most `max` UTF-16 units of a text, without half a surrogate pair at the end. */
export function firstUnits(text: string, max: number): string {
  const cut = text.slice(0, max);
  return /[\ud800-\udbff]$/.test(cut) && cut.length < text.length ? cut.slice(0, -1) : cut;
}

/** The same, with a note if anything is cut. */
export function cutWithNote(text: string, max: number): string {
  const head = firstUnits(text, max);
  return head.length === text.length
    ? text
    : `${head}\n[cut: ${text.length - head.length} more characters]`;
}
