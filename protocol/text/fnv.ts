/** 32-bit FNV-1a over the code points of a text: a checksum without cryptographic strength. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const c of text) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
