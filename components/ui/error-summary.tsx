"use client";
import { useEffect, useRef } from "react";

/** What went wrong with a form, with a link to each field; takes focus when it appears. */
export function ErrorSummary({
  message,
  fields,
}: {
  message: string;
  fields: Record<string, string>;
}) {
  const box = useRef<HTMLDivElement>(null);
  // By what it says: whoever goes on typing draws the form anew, and is not to be taken from the field.
  const said = JSON.stringify([message, fields]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message takes focus again
  useEffect(() => box.current?.focus(), [said]);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3"
    >
      <p className="font-semibold text-red">{message}</p>
      {Object.keys(fields).length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {Object.entries(fields).map(([name, sentence]) => (
            <li key={name}>
              <a href={`#${name}`} className="underline underline-offset-2">
                {sentence}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
