/** 所涉城市 as boxes to tick, by the names the schema declares. */
export function CityLimit({
  cities,
  chosen,
}: {
  cities: { id: number; name: string }[];
  chosen: number[];
}) {
  return (
    <fieldset className="grid gap-1">
      <legend className="font-semibold">所涉城市</legend>
      <p className="text-ink-2 text-sm">
        几对城市合用一个门户时，只看得到、管得到这些城市的工作要点和账号；都不选为不限。
      </p>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {cities.map(({ id, name }) => (
          <label key={id} className="flex min-h-8 items-center gap-2">
            <input type="checkbox" name="cityIds" value={id} defaultChecked={chosen.includes(id)} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
