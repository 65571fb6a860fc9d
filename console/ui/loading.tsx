import css from "./loading.module.css";

/** Says that something is being read. It appears after a moment, so that quick answers do not flicker. */
export function Loading({ what }: { what: string }) {
  return <p role="status" className={css["loading"]}>Reading {what}…</p>;
}
