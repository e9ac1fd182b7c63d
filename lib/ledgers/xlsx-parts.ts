/** The fixed parts of a workbook (ECMA-376): styles, page set-up, what holds the sheets together. */

/** Title, note, groups and names: frozen on screen, repeated on every page. */
export const HEAD_ROWS = 4;

/** Positions in cellXfs below. */
export const STYLE = {
  title: 1,
  note: 2,
  head: 3,
  text: 4,
  number: 5,
  percent: 6,
  date: 7,
  /** begins like a formula: marked as text, so that editing the cell does not make it one */
  quoted: 8,
  merged: 9,
} as const;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export function packageParts(names: string[]): [string, string][] {
  const sheets = names.map((name, index) => ({ name, id: index + 1 }));
  return [
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${sheets
        .map(
          ({ id }) =>
            `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
        )
        .join("")}</Types>`,
    ],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets>${sheets
        .map(({ name, id }) => `<sheet name="${attribute(name)}" sheetId="${id}" r:id="rId${id}"/>`)
        .join("")}</sheets><definedNames>${sheets
        .map(
          ({ name, id }) =>
            `<definedName name="_xlnm.Print_Titles" localSheetId="${id - 1}">'${attribute(name)}'!$1:$${HEAD_ROWS}</definedName>`,
        )
        .join("")}</definedNames></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map(
          ({ id }) =>
            `<Relationship Id="rId${id}" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet${id}.xml"/>`,
        )
        .join(
          "",
        )}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", STYLES],
  ];
}

export function sheetStart(widths: number[]): string {
  const columns = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${HEAD_ROWS}" topLeftCell="A${HEAD_ROWS + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join("")}</cols><sheetData>`;
}

/** A3 landscape, as wide as the paper and as long as it takes. */
export function sheetEnd(merges: string[]): string {
  const ranges = merges.map((range) => `<mergeCell ref="${range}"/>`).join("");
  return `</sheetData><mergeCells count="${merges.length}">${ranges}</mergeCells><printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
}

function attribute(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const font = (size: number, name: string, more = "") =>
  `<font>${more}<sz val="${size}"/><name val="${name}"/><family val="3"/><charset val="134"/></font>`;
const xf = (
  settings: { font?: number; fill?: number; border?: number; format?: number; quoted?: boolean },
  alignment: string,
) =>
  `<xf xfId="0" numFmtId="${settings.format ?? 0}" fontId="${settings.font ?? 0}" fillId="${settings.fill ?? 0}" borderId="${settings.border ?? 1}" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${settings.quoted ? ' quotePrefix="1"' : ""}><alignment ${alignment}/></xf>`;

const TOP = 'vertical="top" wrapText="1"';
const CENTRE = 'horizontal="center" vertical="top"';
const SIDE = '<color rgb="FF8490A0"/>';
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="4">${font(10, "宋体")}${font(16, "黑体", "<b/>")}${font(10, "宋体", "<b/>")}${font(10, "仿宋")}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFECF0F8"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin">${SIDE}</left><right style="thin">${SIDE}</right><top style="thin">${SIDE}</top><bottom style="thin">${SIDE}</bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="10">${[
  xf({ border: 0 }, 'vertical="center"'),
  xf({ font: 1, border: 0 }, 'horizontal="center" vertical="center"'),
  xf({ font: 3, border: 0 }, 'vertical="center" wrapText="1"'),
  xf({ font: 2, fill: 2 }, 'horizontal="center" vertical="center" wrapText="1"'),
  xf({}, TOP),
  xf({}, CENTRE),
  xf({ format: 9 }, CENTRE),
  xf({ format: 164 }, CENTRE),
  xf({ quoted: true }, TOP),
  xf({ font: 2 }, 'horizontal="center" vertical="center" wrapText="1"'),
].join(
  "",
)}</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
