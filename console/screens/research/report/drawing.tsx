import { createElement, type ReactElement } from "react";
import type { SvgElement } from "../../../../protocol/research/report/chart/svg.ts";
import { classes } from "../../../ui/classes.ts";
import css from "./charts.module.css";

/** Names of attributes that React writes in another way. */
const reactNames: Readonly<Record<string, string>> = {
  class: "className",
  "text-anchor": "textAnchor",
};

/** A drawing of the report as elements of the page. Its classes are those of `charts.module.css`. */
export function Drawing({ element }: { element: SvgElement }) {
  return made(element, 0);
}

function made({ name, attributes, children }: SvgElement, key: number): ReactElement {
  const given = Object.entries(attributes).map(([attribute, value]) => [
    reactNames[attribute] ?? attribute,
    attribute === "class" ? localNames(String(value)) : value,
  ]);
  const inside = children.map((child, i) => typeof child === "string" ? child : made(child, i));
  return createElement(name, { key, ...Object.fromEntries(given) }, ...inside);
}

const localNames = (names: string) => classes(...names.split(" ").map((name) => css[name] ?? name));
