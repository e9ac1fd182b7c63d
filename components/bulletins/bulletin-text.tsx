import type { BulletinView } from "@/lib/bulletins/queries";
import { chineseNumeral } from "@/lib/format";

/** The saved text as it will be printed, in the Word file's order and with its numbering. */
export function BulletinText({ bulletin }: { bulletin: BulletinView }) {
  const chapters = bulletin.sections.filter(({ key }) => key.startsWith("chapter-"));
  const others = bulletin.sections.filter(({ key }) => !key.startsWith("chapter-"));
  const [overall, ...rest] = others;
  const first = chapters.length > 0 ? 3 : 2;
  return (
    <article className="published break-words [&_p]:indent-[2em]">
      <h3 className="text-center font-bold text-lg">
        {bulletin.titleLines.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </h3>
      <p className="mt-3 indent-0!">{bulletin.recipients.replace(/[：:]$/, "")}：</p>
      {overall && (
        <Part name={overall.key} heading={`一、${overall.heading}`} text={overall.text} />
      )}
      {chapters.length > 0 && <h4 className="mt-3 font-bold">　　二、各章进展</h4>}
      {chapters.map(({ key, heading, text }, index) => (
        <Part
          key={key}
          name={key}
          heading={`（${chineseNumeral(index + 1)}）${heading}`}
          text={text}
        />
      ))}
      {rest.map(({ key, heading, text }, index) => (
        <Part
          key={key}
          name={key}
          heading={`${chineseNumeral(index + first)}、${heading}`}
          text={text}
        />
      ))}
      <p className="mt-3">附件：工作要点台账（截至 {bulletin.asOf}）</p>
      {bulletin.issuingOffice !== "" && (
        <p className="mt-3 pr-[2em] text-right">{bulletin.issuingOffice}</p>
      )}
    </article>
  );
}

function Part({ name, heading, text }: { name: string; heading: string; text: string }) {
  return (
    <section id={`section-${name}`}>
      <h4 className="mt-3 font-bold">　　{heading}</h4>
      {text.split("\n").map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name and are not moved
        <p key={index} className={/^\d+[.．]/.test(line) ? "font-bold" : undefined}>
          {line}
        </p>
      ))}
    </section>
  );
}
