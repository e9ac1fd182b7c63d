/** Next calls this once when its server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  // A real installation never becomes a demonstration again: nothing to hear.
  if (process.env.DEMONSTRATION !== "on") return;
  const { keepFollowing } = await import("./lib/demonstration/removal");
  await keepFollowing();
}
