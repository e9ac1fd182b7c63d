/** The vermilion seal with the first characters of the cities' names, 督 where no plan is at hand. */
export function Seal({ cities, size = 36 }: { cities: { shortName: string }[]; size?: number }) {
  const initials = cities.map((city) => city.shortName.charAt(0)).slice(0, 2);
  const characters = initials.length > 0 ? initials : ["督"];
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 36 36" className="shrink-0">
      <rect width="36" height="36" rx="8" className="fill-seal-fill" />
      <rect x="3" y="3" width="30" height="30" rx="5.5" fill="none" stroke="#fff" opacity=".45" />
      {characters.map((character, index) => (
        <text
          key={character}
          x="18"
          y={characters.length === 1 ? 23.5 : 16.5 + index * 13}
          fill="#fff"
          fontSize="13"
          textAnchor="middle"
          className="font-song font-bold"
        >
          {character}
        </text>
      ))}
    </svg>
  );
}
