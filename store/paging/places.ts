import { agentNamePattern } from "../../protocol/agent/agent.ts";
import { idKind } from "../../protocol/ids.ts";

/** Parses a cursor's text; null if it is no place. PostgreSQL receives only parsed values. */
export type ParsePlace<P> = (text: string) => P | null;

/** Largest value of PostgreSQL's `integer`. */
export const largestInteger = 2_147_483_647;

/** A place by number: 1 to the largest `integer`. */
export function numberPlace(text: string): number | null {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
  return number !== null && number <= largestInteger ? number : null;
}

/** A place by the name of an agent. */
export function agentNamePlace(text: string): string | null {
  return agentNamePattern.test(text) ? text : null;
}

/** A place by an instant, and by id among rows of the same instant. */
export interface MomentPlace {
  at: string;
  id: string;
}

/** A place as `momentText` writes it. */
export function momentPlace(text: string): MomentPlace | null {
  const [at = "", id = "", ...more] = text.split("/");
  const isInstant = /^\d{4}-/.test(at) && instantOf(at) === at;
  return isInstant && idKind(id) !== null && more.length === 0 ? { at, id } : null;
}

/** The text of such a place. */
export function momentText(at: Date, id: string): string {
  return `${at.toISOString()}/${id}`;
}

function instantOf(text: string): string | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** A place of an entry: its position, and its part of a fork's shared history; null is the conversation's own part. */
export interface EntryPlace {
  position: number;
  part: number | null;
}

/** `position` or `position/part`. */
export function entryPlace(text: string): EntryPlace | null {
  const [, position, part] = /^(\d{1,15})(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (position === undefined) return null;
  return { position: Number(position), part: part === undefined ? null : Number(part) };
}
