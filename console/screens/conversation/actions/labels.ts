/** Labels of a line of text, separated by commas; each once. */
export const labelsOf = (text: string): string[] => [
  ...new Set(text.split(",").map((label) => label.trim()).filter((label) => label !== "")),
];
