import type { SvgElement } from "../../protocol/research/report/chart/svg.ts";
import { type Html, html, trusted } from "./html.ts";

/** A drawing as HTML. Names of elements and attributes are the product's own; texts and values are escaped. */
export const svgHtml = (drawing: SvgElement): Html => trusted(written(drawing));

function written({ name, attributes, children }: SvgElement): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const inside = children.map((child) =>
    typeof child === "string" ? escaped(child) : written(child)
  );
  return `<${name}${given.join("")}>${inside.join("")}</${name}>`;
}

const escaped = (text: string | number) => html`${text}`.html;
