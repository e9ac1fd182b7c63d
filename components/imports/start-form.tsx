"use client";
import { type FormEvent, useState } from "react";
import { paths } from "@/lib/paths";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";

/**
 * Hands in a notice as a file or as text. A plain form to a route, so that it works without a
 * script; with one the page stays, says that reading is under way, and keeps what was given.
 */
export function StartForm({
  cities,
  most,
  text = "",
  refusal = null,
}: {
  cities: { id: number; name: string }[];
  /** how large a file may be, and what is said of a larger one */
  most: { bytes: number; sentence: string };
  text?: string;
  /** what was wrong, when the browser has no script */
  refusal?: string | null;
}) {
  const [state, setState] = useState<{ busy: boolean; failed: string | null }>({
    busy: false,
    failed: refusal,
  });
  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state.busy) return;
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    // Said at once: on a slow line it would take minutes to be refused.
    if (file instanceof File && file.size > most.bytes) {
      return setState({ busy: false, failed: most.sentence });
    }
    setState({ busy: true, failed: null });
    try {
      const answer = await fetch(paths.importStart(), {
        method: "POST",
        body: form,
        headers: { accept: "application/json" },
      });
      // A proxy in front of the portal may take less than the portal does.
      if (answer.status === 413) return setState({ busy: false, failed: TOO_LARGE });
      const { path, message } = (await answer.json()) as { path?: string; message?: string };
      if (path) location.assign(path);
      else setState({ busy: false, failed: message ?? FAILED });
    } catch {
      setState({ busy: false, failed: FAILED });
    }
  }
  return (
    <form
      method="post"
      action={paths.importStart()}
      encType="multipart/form-data"
      onSubmit={send}
      className="grid gap-4"
      noValidate
    >
      {state.failed && <ErrorSummary message={state.failed} fields={{}} />}
      <Field name="file" label="文件" hint="Word（.docx）或纯文本（.txt），不超过 20 MB。">
        {(control) => (
          <input {...control} type="file" accept=".docx,.txt,text/plain" className="control" />
        )}
      </Field>
      <Field name="text" label="或者粘贴文字" aside="有文件时以文件为准">
        {(control) => (
          <textarea
            {...control}
            rows={10}
            className="control font-serif leading-relaxed"
            defaultValue={text}
            placeholder="从通知的标题到落款，整篇粘贴在这里。网页上的导航、打印按钮不用去掉。"
          />
        )}
      </Field>
      <details className="rounded-lg bg-sunken px-4 py-2.5">
        <summary className="cursor-pointer font-semibold">
          哪几个城市
          <span className="ml-2 font-normal text-ink-2 text-sm">
            一般不用选，从标题和落款读出；读不准时在这里说明
          </span>
        </summary>
        <div className="mt-3 grid gap-3">
          {cities.length > 0 && (
            <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
              <legend className="mb-1.5 font-semibold">已有的城市</legend>
              {cities.map(({ id, name }) => (
                <label key={id} className="inline-flex items-center gap-1.5">
                  <input type="checkbox" name="cityIds" value={id} />
                  {name}
                </label>
              ))}
            </fieldset>
          )}
          <Field name="newCities" label="新的城市" hint="写全称，用顿号隔开：青河市、白山口市">
            {(control) => <input {...control} className="control" autoComplete="off" />}
          </Field>
        </div>
      </details>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" aria-disabled={state.busy}>
          {state.busy ? "正在读取…" : "读取"}
        </Button>
        <p role="status" className="text-ink-2 text-sm">
          {state.busy ? "长的文件要几秒钟，请稍候。" : "只读取，不发布；读完先给您核对。"}
        </p>
      </div>
    </form>
  );
}

const TOO_LARGE =
  "内容太大，前面的代理没有收下；请只留下通知和要点，去掉图片，或请运维放宽代理的限制。填写的内容都在。";
const FAILED = "没有送到，请检查网络后再试；填写的内容都在。";
