export type Closer = () => Promise<unknown>;

const closers: Closer[] = [];
let finishing: Promise<never> | undefined;

/** Registers what has to be ended or removed when the bench is over, however it ends. */
export function atEnd(close: Closer) {
  closers.push(close);
}

/** Ends everything that was started, newest first, and then this process. */
export function finish(code: number): Promise<never> {
  finishing ??= (async () => {
    for (const close of closers.reverse()) await close().catch(console.error);
    process.exit(code);
  })();
  return finishing;
}

export function isFinishing() {
  return finishing !== undefined;
}

/** Ctrl-C, a closed terminal, or npm gone (which hands signals to a shell only) end the bench. */
export function finishOnSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => finish(130));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) finish(130);
  }, 500).unref();
}
