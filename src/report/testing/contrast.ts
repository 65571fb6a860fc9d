/** Blocks of the style that set the colours of a scheme. */
const blocks = {
  light: /^:root \{([^}]*)\}/,
  dark: /@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/,
  print: /@media print \{\s*:root \{([^}]*)\}/,
};

/** The colours of a scheme by the names of their custom properties, without `--`. */
export function tokensOf(style: string, scheme: keyof typeof blocks): Record<string, string> {
  const block = blocks[scheme].exec(style)?.[1] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
  );
}

/** Contrast of two colours by WCAG 2: 1 to 21. Not a number for a text that is no colour. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((light ?? NaN) + 0.05) / ((dark ?? NaN) + 0.05);
}

function luminance(colour: string): number {
  const [r = NaN, g = NaN, b = NaN] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
