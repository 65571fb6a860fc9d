/** An element of a drawing as data: the report's file writes it as text, a page makes elements of it. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgElement | string)[];
}

/** Makes an element of a drawing. */
export const svg = (
  name: string,
  attributes: SvgElement["attributes"],
  children: SvgElement["children"] = [],
): SvgElement => ({ name, attributes, children });
