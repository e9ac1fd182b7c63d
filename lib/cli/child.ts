import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";

export type Child = {
  /** Resolves with the exit code, or the signal's name, when the process has ended. */
  ended: Promise<number | string>;
  /** Everything it has printed, when its output is kept. */
  output(): string;
  /** Ends the process and those it started; nothing to do when it has already ended. */
  stop(): Promise<void>;
};

export type ChildOptions = {
  env?: Record<string, string>;
  /** "keep" collects the output; "show" passes on the lines that are not Next's own banner. */
  output: "keep" | "show" | "inherit";
  /** modules to load before the program, as addresses */
  imports?: string[];
};

/**
 * Runs a Node program in a process group of its own, which Ctrl-C of the terminal does not reach:
 * the order in which things stop is decided here.
 */
export function startChild(program: string, args: string[], options: ChildOptions): Child {
  const piped = options.output === "inherit" ? "inherit" : "pipe";
  // Colours would hide the banner from the filter below.
  const plain = piped === "pipe" ? { FORCE_COLOR: undefined, NO_COLOR: "1" } : {};
  const watch = pathToFileURL(path.resolve("lib/cli/die-with-parent.mjs")).href;
  const imports = [watch, ...(options.imports ?? [])].flatMap((each) => ["--import", each]);
  const child = spawn(process.execPath, [...imports, program, ...args], {
    detached: ON_POSIX,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      DUBAN_CHILD: "1",
      ...plain,
      ...options.env,
    },
    stdio: ["ignore", piped, piped, "ipc"],
  });
  let kept = "";
  for (const [stream, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      if (options.output === "keep") kept += text;
      else target.write(withoutBanner(text));
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code ?? signal ?? ""));
  });
  return {
    ended,
    output: () => kept,
    stop: async () => {
      signalGroup(child.pid, "SIGTERM");
      const force = setTimeout(() => signalGroup(child.pid, "SIGKILL"), GRACE);
      await ended;
      clearTimeout(force);
    },
  };
}

const ON_POSIX = process.platform !== "win32";
const GRACE = 6000;

function signalGroup(pid: number | undefined, signal: NodeJS.Signals) {
  if (!pid) return;
  try {
    process.kill(ON_POSIX ? -pid : pid, signal);
  } catch {
    // It ended in the meantime.
  }
}

function withoutBanner(text: string) {
  return text.replaceAll(
    /^\s*(▲ Next|- (Local|Network|Environments):|✓ (Starting|Ready|Running next.config)).*\n?/gm,
    "",
  );
}
