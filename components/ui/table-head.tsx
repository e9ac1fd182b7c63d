/** The head of a plain table: one name a column. */
export function TableHead({ names }: { names: string[] }) {
  return (
    <thead>
      <tr className="border-line border-b text-left text-ink-2 text-sm">
        {names.map((name) => (
          <th
            key={name}
            scope="col"
            className="whitespace-nowrap py-2 pr-4 text-left font-normal last:pr-0"
          >
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
