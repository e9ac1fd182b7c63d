// Loaded into a child process: when the parent is gone, however it ended, the child ends too and
// leaves no server behind on the port. Processes the child starts inherit this file, and take no
// part: their channel is the child's.
if (process.env.DUBAN_CHILD) {
  delete process.env.DUBAN_CHILD;
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
