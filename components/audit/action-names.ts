/** Every action that lib/**\/commands.ts records, as the audit log calls it. */
export const ACTION_NAMES: Record<string, string> = {
  "sign-in.accept": "登录",
  "sign-in.refused": "登录失败",
  "sign-in.locked": "登录锁定",
  "sign-out": "退出登录",
  "account.set-password": "重设密码",
  "account.set-email": "登记邮箱",
  "account.deactivate": "停用账号",
  "account.create": "新建账号",
  "api-token.create": "创建接口令牌",
  "api-token.revoke": "停用接口令牌",
  "assignment.change": "调整分工",
  "update.submit": "提交进展",
  "update.withdraw": "撤回进展",
  "update.approve": "审核通过",
  "update.return": "审核退回",
  "sign-off.ask": "送审签",
  "sign-off.return": "审签退回",
  "sign-off.arrange": "设置审签",
  "evidence.upload": "上传材料",
  "evidence.remove": "移除材料",
  "evidence.read": "查阅材料",
  "evidence.delete": "清理材料",
  "problem.settle": "问题销项",
  "problem.name-owner": "指定解决单位",
  "completion.apply": "申请办结",
  "completion.verify": "办结核验",
  "completion.reject": "办结退回",
  "view.save": "保存视图",
  "view.change": "修改视图",
  "view.remove": "删除视图",
  "view.restore": "恢复视图",
  "view.move": "调整视图次序",
  "hand-over.make": "工作交接",
  "reminder.send": "催办",
  "reminder.answer": "答复催办",
  "digest.make": "生成每日提醒",
  "holiday.set": "设置节假日",
  "holiday.remove": "删除节假日",
  "job.retry": "重试后台任务",
  "closure.confirm": "确认销号",
  "closure.reopen": "重新办理",
  "plan.import": "导入工作要点",
  "demonstration.load": "载入演示数据",
};

const NOUN_NAMES: Record<string, string> = {
  account: "账号",
  "api-token": "接口令牌",
  assignment: "责任分工",
  "work-point": "要点",
  plan: "工作要点",
  session: "会话",
  unit: "责任单位",
  evidence: "佐证材料",
  problem: "问题",
  reminder: "催办",
  holiday: "节假日",
  job: "后台任务",
  digest: "每日提醒",
};

const FIELD_NAMES: Record<string, string> = {
  percent: "进度",
  month: "填报期",
  version: "版次",
  updateId: "进展编号",
  files: "材料数",
  correctionReason: "更正原因",
  state: "状态",
  reason: "原因",
  notes: "栏目意见",
  chips: "退回类别",
  outcome: "结果",
  cityId: "城市编号",
  closureId: "销号编号",
  applicationId: "申请编号",
  name: "名称",
  post: "岗位",
  role: "角色",
  unitId: "单位编号",
  label: "用途",
  entries: "分工",
  required: "须审签",
  signers: "审签人",
  account: "账号",
  moved: "转交项数",
  size: "字节数",
  sha256: "校验值",
  kind: "类别",
  owner: "由谁解决",
  text: "内容",
  answer: "答复",
  draftVersion: "草稿版次",
  note: "意见",
  opinion: "意见",
  year: "年度",
  title: "标题",
  date: "日期",
};

/** A recorded field's name on screen; one without a name shows as it is written. */
export function fieldName(field: string): string {
  return FIELD_NAMES[field] ?? field;
}

/** An action without a name yet shows as it is written. */
export function actionName(action: string): string {
  return ACTION_NAMES[action] ?? action;
}

/** assignment:12 → 责任分工 #12 */
export function subjectName(subject: string): string {
  const [noun = "", id] = subject.split(":");
  const name = NOUN_NAMES[noun] ?? noun;
  return id === undefined ? name : `${name} #${id}`;
}
