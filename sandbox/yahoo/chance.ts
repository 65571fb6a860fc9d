/** A deterministic number in [0, 1) for a text. */
export function chanceOf(text: string): number {
  let hash = 2_166_136_261;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
}

/** A deterministic number in a range for a text. */
export const within = ([least, most]: readonly [number, number], text: string): number =>
  least + (most - least) * chanceOf(text);
