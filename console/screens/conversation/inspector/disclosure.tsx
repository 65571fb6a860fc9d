import { type ReactNode, useState } from "react";
import css from "./inspector.module.css";

/** A part of the inspector that is rendered once it is opened. */
export function Disclosure({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={css["disclosure"]}>
      <h3>
        <button
          type="button"
          className={css["disclose"]}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {title}
        </button>
      </h3>
      {isOpen && children}
    </div>
  );
}
