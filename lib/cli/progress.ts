/** Runs one long step and says what it did and how many seconds it took. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  say(`${what}（${((performance.now() - began) / 1000).toFixed(1)} 秒）`);
  return result;
}

export function say(line: string) {
  console.log(`· ${line}`);
}
