import { isDeadline } from "./deadlines";
import { fold } from "./fold";
import { isBody, namesIn } from "./names";

const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵欧阳解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺某";
const NAME = new RegExp(`^[${SURNAMES}]\\p{Script=Han}{1,2}$`, "u");
const NO_NAME = /[局处科室办部院会委厅站所队厂区县市州乡镇村新开城港园组]$/u;

/** Whether a word reads as the name of a person: 张某某, 李某; 王村 and 高新 do not. */
export const isPerson = (word: string) => NAME.test(word) && !NO_NAME.test(word) && !isBody(word);

/** 市教育局张某某, 市教育局（张某某）: the name behind a unit, with its place; null when there is none. */
export function personBehind(written: string): { unit: string; person: string } | null {
  const noted = /^(.{3,})（([^（）]{2,4})）$/u.exec(fold(written));
  if (noted && isPerson(noted[2] ?? "") && isBody(noted[1] ?? ""))
    return apart(written, noted[1]?.length ?? 0);
  const bare = written.trim();
  if (isBody(bare)) return null;
  for (const length of [3, 2]) {
    const unit = bare.slice(0, -length);
    if (isBody(unit.trim()) && isPerson(bare.slice(-length))) return apart(bare, unit.length);
  }
  return null;
}

/** 李某（市商务局）: the unit of a person, in brackets behind the name; null when that is what no name is. */
export function unitOfPerson(written: string): string | null {
  const [, person = "", unit = ""] = /^([^（）]{2,4})（([^（）]{3,})）$/u.exec(fold(written)) ?? [];
  if (!isPerson(person) || !isBody(unit)) return null;
  return written.slice(person.length + 1, -1).trim();
}

/** Whether a list is one of units, with the names of persons behind them or without. */
export function areOffices(list: string): boolean {
  const names = namesIn(list).filter(({ text }) => !isDeadline(text));
  const isOffice = (text: string) =>
    isBody(text) || personBehind(text) !== null || unitOfPerson(text) !== null;
  return names.length > 0 && names.every(({ text }) => isOffice(text));
}

const apart = (written: string, at: number) => ({
  unit: written.slice(0, at).trim(),
  person: written.slice(at).replace(/^[\s（(]+|[\s）)]+$/gu, ""),
});

const TIMED =
  /[\s（(]*(?=(?:20\d\d|[今明当本]年|年[底内末]|1?\d *月|[上下]半年|第?[一二三四]季度|长期|持续|全年|每[年月季])).*$/u;

/** Where a deadline begins behind the name of a unit: 市教育局 2025年6月底前; 0 when there is none. */
export function deadlineBehind(written: string): number {
  const found = TIMED.exec(written);
  if (!found || !isBody(written.slice(0, found.index))) return 0;
  return isDeadline(found[0].replace(/^[\s（(]+|[）)]$/gu, "")) ? found.index : 0;
}
