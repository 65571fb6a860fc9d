import { useState } from "react";
import { Button } from "./button.tsx";
import { useAnnounce } from "./announcer.tsx";

/** A button that copies a text. `what` names it, such as `the id`. */
export function Copy({ text, what, label }: { text: string; what: string; label?: string }) {
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
      announce(`Copied ${what}.`);
    } catch {
      announce(`The browser does not allow copying ${what}.`);
    }
  };
  return (
    <Button
      kind={label === undefined ? "plain" : undefined}
      icon={isCopied ? "check" : "copy"}
      aria-label={label === undefined ? `Copy ${what}` : undefined}
      title={`Copy ${what}`}
      onClick={() => void copy()}
    >
      {label}
    </Button>
  );
}
