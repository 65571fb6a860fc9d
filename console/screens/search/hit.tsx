import { Link } from "wouter";
import { Ago } from "../../ui/time.tsx";
import list from "../../ui/list.module.css";
import { piecesOf } from "./pieces.ts";
import { authorOf, placeOf } from "./place.ts";
import type { SearchHitFragment } from "./search.generated.ts";
import css from "./search.module.css";

/** A text that matches, with its place. */
export function Hit({ hit }: { hit: SearchHitFragment }) {
  const { fragment: { text, matches, cutBefore, cutAfter }, node, at } = hit;
  const place = placeOf(hit);
  return (
    <li className={css["hit"]}>
      <div className={css["place"]}>
        {place ? <Link href={place.href} data-row={node?.id}>{place.words}</Link> : "erased"}
        <span className={list["muted"]}>
          {authorOf(node)}, <Ago at={at} />
        </span>
      </div>
      <p className={css["fragment"]}>
        {cutBefore && "… "}
        {piecesOf(text, matches).map((piece, i) =>
          piece.isMatch ? <mark key={i}>{piece.text}</mark> : piece.text
        )}
        {cutAfter && " …"}
      </p>
    </li>
  );
}
