/** A tool call that returned a result. */
export interface ToolResult {
  id: string;
  name: string;
  arguments: unknown;
  /** The text that the model received. */
  result: string | null;
  /** The structured result; null if the tool returned none. */
  output: unknown;
}

/** A tool call of a run, with its label. */
export interface LabelledResult extends ToolResult {
  /** As its own agent sees it, such as `c2`. */
  label: string;
}

/** The tool call with a label; undefined if there is none. */
export type ResultOf = (label: string) => ToolResult | undefined;

/** The label with which agents of later phases see it, such as `prices.c2`. */
export const phaseLabel = (kind: string, label: string): string => `${kind.toLowerCase()}.${label}`;

/** Maximum length of a text that is read as a structured result. */
const maxText = 262_144;

const parsed = new WeakMap<ToolResult, unknown>();

/** The structured result; that in the text if the tool returned only text that is JSON. Undefined without any. */
export function structured(tool: ToolResult): unknown {
  const { output, result } = tool;
  if (output !== null && output !== undefined) return output;
  const text = result ?? "";
  // Figures of one answer cite the same results again and again.
  if (!parsed.has(tool)) parsed.set(tool, parsedText(text));
  return parsed.get(tool);
}

function parsedText(text: string): unknown {
  if (text.length > maxText || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
