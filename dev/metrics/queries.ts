import { parse } from "yaml";

/** A query of a dashboard or an alert, and its location. */
export interface Query {
  at: string;
  expr: string;
}

/** A metric that a query selects. */
export interface Selected {
  name: string;
  /** Labels of its filters. */
  labels: string[];
}

/** The checked fields of an alert rule. */
export interface AlertRule {
  alert: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

interface Panel {
  title: string;
  targets?: { expr: string }[];
  panels?: Panel[];
}

/** All queries of a Grafana dashboard, also those of its variables. */
export function dashboardQueries(file: string, text: string): Query[] {
  const { panels, templating } = JSON.parse(text) as {
    panels: Panel[];
    templating: { list: { name: string; query: string | { query: string } }[] };
  };
  const inPanel = (panel: Panel): Query[] => [
    ...(panel.targets ?? []).map(({ expr }) => ({ at: `${file}: ${panel.title}`, expr })),
    ...(panel.panels ?? []).flatMap(inPanel),
  ];
  const variables = templating.list.flatMap(({ name, query }) =>
    typeof query === "string" ? [] : [{ at: `${file}: $${name}`, expr: query.query }]
  );
  return [...panels.flatMap(inPanel), ...variables];
}

/** The rules of an alerts file. */
export function alertRules(text: string): AlertRule[] {
  const { groups } = parse(text) as { groups: { rules: AlertRule[] }[] };
  return groups.flatMap((group) => group.rules);
}

/** Metrics of the project and of Temporal that a query selects. */
export function selected(expr: string): Selected[] {
  const selector = /\b((?:tramontane|temporal)_\w+)(?:\{([^}]*)\})?/g;
  return [...expr.matchAll(selector)].map(([, name = "", filter = ""]) => ({
    name,
    labels: [...filter.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label),
  }));
}

/** Labels that a query groups by, or that provide the values of a variable. */
export function splitBy(expr: string): string[] {
  const by = [...expr.matchAll(/\b(?:by|without)\s*\(([^)]*)\)/g)].flatMap(([, list = ""]) =>
    list.split(",").map((label) => label.trim())
  );
  const values = [...expr.matchAll(/label_values\([^,]+,\s*(\w+)\)/g)].map(([, l = ""]) => l);
  return [...by, ...values].filter(Boolean);
}
