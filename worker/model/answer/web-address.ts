/** A text of a model, if it is an HTTP address, which is safe in a browser; otherwise null. */
export function webAddress(text: string | null | undefined): string | null {
  if (!text || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}
