import { expect, test, vi } from "vitest";
import { keepRunning } from "../../lib/cli/background";
import type { Child } from "../../lib/cli/child";

/** A child that ends when told to, by itself or stopped. */
function child() {
  let end: (code: number | string) => void = () => undefined;
  const ended = new Promise<number | string>((resolve) => {
    end = resolve;
  });
  const stop = vi.fn(async () => end("SIGTERM"));
  const made: Child & { end(code: number | string): void } = {
    ended,
    stop,
    output: () => "",
    end: (code) => end(code),
  };
  return made;
}

test("the process behind the portal is started again when it ends by itself, and not once it was stopped", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const made: ReturnType<typeof child>[] = [];
  const stop = keepRunning(() => {
    made.push(child());
    return made.at(-1) as Child;
  }, 20);
  made[0]?.end(1);
  await expect.poll(() => made.length).toBe(2);
  expect(said).toHaveBeenCalledWith(expect.stringContaining("后台任务进程意外退出（1）"));
  await stop();
  expect(made[1]?.stop).toHaveBeenCalled();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(made).toHaveLength(2);
  said.mockRestore();
});

test("stopped while it waits to start again, nothing is started", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const made: ReturnType<typeof child>[] = [];
  const stop = keepRunning(() => {
    made.push(child());
    return made.at(-1) as Child;
  }, 50);
  made[0]?.end("SIGKILL");
  await expect.poll(() => said.mock.calls.length).toBe(1);
  await stop();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(made).toHaveLength(1);
  said.mockRestore();
});
