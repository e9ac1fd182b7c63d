import type { ReactNode } from "react";
import { LIGHT_NAMES } from "@/lib/glossary";
import type { Light } from "@/lib/status/rules";
import { LightMark } from "../status/light";
import { Card } from "../ui/card";
import { Link } from "../ui/link";

/** How that stands which is to be pressed: its light and the reason of it, one of each thing. */
export function Standing({
  title,
  note,
  things,
  none = "",
  children,
}: {
  title: string;
  note: string;
  things: { light: Light; reason: string; name?: string; href?: string }[];
  /** said where there is nothing to show */
  none?: string;
  children?: ReactNode;
}) {
  return (
    <Card title={title} note={note}>
      {things.length === 0 && <p className="text-ink-2">{none}</p>}
      <ul className="grid gap-2">
        {things.map(({ light, reason, name, href }) => (
          <li key={name ?? ""} className="break-words">
            <LightMark light={light} className="mr-2" />
            {name && href && (
              <Link href={href} className="mr-2 font-semibold hover:underline">
                {name}
              </Link>
            )}
            {withoutLight(reason, light)}
          </li>
        ))}
      </ul>
      {children}
    </Card>
  );
}

/** 滞后预警：截至… beside the light that says so. */
function withoutLight(reason: string, light: Light): string {
  const said = `${LIGHT_NAMES[light]}：`;
  return reason.startsWith(said) ? reason.slice(said.length) : reason;
}
