/** The symbols of a text field, separated by commas, semicolons or spaces. */
export const symbolsIn = (text: string): string[] =>
  text.split(/[\s,;]+/).filter((symbol) => symbol !== "");

/** The text of the field for symbols. */
export const symbolText = (symbols: readonly string[]): string => symbols.join(", ");
