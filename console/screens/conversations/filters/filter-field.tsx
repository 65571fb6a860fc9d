import { type ComponentProps, useState } from "react";
import { TextField } from "../../../ui/field.tsx";

/** Properties of a field that filters. */
export interface FilterFieldProps
  extends Omit<ComponentProps<typeof TextField>, "value" | "onChange"> {
  value: string;
  /** The person has finished writing: Enter, or the focus leaves the field. */
  onCommit: (value: string) => void;
  /** True: it is empty again afterwards, for values that are collected. */
  isCollecting?: boolean;
}

/** A field whose value filters when it is complete, not at each key. */
export function FilterField({ value, onCommit, isCollecting, ...rest }: FilterFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <TextField
      {...rest}
      value={draft ?? (isCollecting ? "" : value)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
