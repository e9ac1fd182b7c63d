/** A matter a line: what it is called, and what there is to know of it. */
export function Lines({ lines }: { lines: [string, string][] }) {
  return (
    <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
      {lines.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="font-semibold">{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
