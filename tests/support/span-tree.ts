import type { SeenSpan } from "./otlp.ts";

/** How a span is shown in a tree; null leaves it out, its children take its place. */
export type ShowSpan = (span: SeenSpan) => string | null;

/**
 * Spans as an indented tree, one line each, siblings sorted by what they show, so that two runs compare. Roots are the
 * spans whose parent is not among them.
 */
export function spanTree(spans: readonly SeenSpan[], show: ShowSpan = named): string[] {
  const ids = new Set(spans.map((s) => s.spanId));
  const roots = spans.filter((s) => s.parentId === null || !ids.has(s.parentId));
  return branch(roots, spans, show, "");
}

/** `process: name`. */
export function named({ process, name }: SeenSpan): string {
  return `${process.replace(/^tramontane-/, "")}: ${name}`;
}

function branch(
  level: readonly SeenSpan[],
  all: readonly SeenSpan[],
  show: ShowSpan,
  indent: string,
): string[] {
  const parts = level.map((span) => {
    const shown = show(span);
    const children = all.filter((s) => s.parentId === span.spanId && s.traceId === span.traceId);
    const below = branch(children, all, show, shown === null ? indent : `${indent}  `);
    return shown === null ? below : [`${indent}${shown}`, ...below];
  });
  return parts.sort((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1)).flat();
}
