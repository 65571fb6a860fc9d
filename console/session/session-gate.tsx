import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useSyncExternalStore } from "react";
import { Loading } from "../ui/loading.tsx";
import { returnPath, Session } from "./session.ts";
import { SignIn } from "./sign-in.tsx";
import { readSignInOptions, type SignInOptions } from "./sign-in-options.ts";
import css from "./sign-in.module.css";

const SessionContext = createContext<Session | null>(null);

/** The session of the tab. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession is called outside of SessionGate");
  return session;
}

/**
 * Shows the console to who has signed in. When a session ends, the page below stays as it is, with its drafts, until one
 * signs in again.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const [options] = useState(() => readSignInOptions(document));
  const [session] = useState(() => new Session(options.mode === "LOCAL", sessionStorage));
  const state = useSyncExternalStore(session.subscribe, session.get);
  const [isReturning, setReturning] = useState(location.pathname === returnPath);
  if (isReturning) {
    return <Returning {...{ session, options }} onDone={() => setReturning(false)} />;
  }
  if (state === "signed-out") {
    return (
      <main className={css["page"]}>
        <SignIn {...{ session, options }} />
      </main>
    );
  }
  return (
    <SessionContext value={session}>
      {children}
      {state === "ended" && <Ended {...{ session, options }} />}
    </SessionContext>
  );
}

/** The page that an issuer leads back to: exchanges the code, then shows the page where the sign-in began. */
function Returning(
  { session, options, onDone }: {
    session: Session;
    options: SignInOptions;
    onDone: () => void;
  },
) {
  const [fault, setFault] = useState<string | null>(null);
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    session.finish(new URLSearchParams(location.search)).then((path) => {
      history.replaceState(null, "", path);
      onDone();
    }, (error) => setFault(error instanceof Error ? error.message : String(error)));
  }, [session, onDone]);
  return (
    <main className={css["page"]}>
      {fault === null
        ? <Loading what="the answer of the issuer" />
        : <SignIn {...{ session, options }} note={fault} />}
    </main>
  );
}

function Ended({ session, options }: { session: Session; options: SignInOptions }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={css["dialog"]}
      aria-label="Sign in again"
      onCancel={(event) => event.preventDefault()}
    >
      <SignIn
        {...{ session, options }}
        note="Your session has ended: its token has expired or was revoked. What you wrote is kept."
      />
    </dialog>
  );
}
