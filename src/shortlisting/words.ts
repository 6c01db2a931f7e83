import type { TieStage } from '../../db/schema/shortlisting.ts'
import type { Text } from '../web/locale.ts'
import type { PlaceState } from './rules/backfill.ts'
import type { Entry } from './rules/shortlist.ts'

/** As the public lists say it. */
export const listWords = {
  absent: { zh: '缺考', en: 'Absent' },
  breach: { zh: '违纪', en: 'Breach' },
} as const satisfies Record<string, Text>

export const stateNames: Readonly<Record<PlaceState, Text>> = {
  called: { zh: '待复审', en: 'Called' },
  passed: { zh: '复审合格', en: 'Passed' },
  failed: { zh: '复审不合格', en: 'Failed' },
  gave_up: { zh: '放弃', en: 'Gave up' },
}

export const entryNames: Readonly<Record<Entry, Text>> = {
  ratio: { zh: '按比例', en: 'By ratio' },
  tie: { zh: '同分并列', en: 'Tied at the line' },
  exempt: { zh: '免笔试', en: 'No written test' },
  backfill: { zh: '递补', en: 'Backfilled' },
}

export const tieStageNames: Readonly<Record<TieStage, Text>> = {
  written_backfill: { zh: '复审递补', en: 'Backfill of the re-review' },
  one_to_one: { zh: '体检人选 1:1', en: '1:1 for the medical' },
  medical_backfill: { zh: '体检递补', en: 'Backfill of the medical' },
}

export const messages = {
  called: (exam: string) => ({
    subject: { zh: '您进入资格复审', en: 'You are called to the re-review' },
    body: {
      zh: `您报考的「${exam}」进入资格复审。请本人携带报名时所需全部材料原件到场（《事业单位公开招聘工作管理制度》第十七条）。不参加的请在“我的名次”中放弃，名额将依次递补。`,
      en: `You are called to the re-review of "${exam}". Come in person with the originals of all your documents (Art. 17). If you will not come, give the place up under "My place", so that the next can be called.`,
    },
  }),
} as const

export const shortlistingWords = {
  bands: { zh: '笔试成绩分布（人数）', en: 'Written scores (people)' },
  band: { zh: '{from}–{to} 以下', en: '{from} to under {to}' },
  topBand: { zh: '{from}–{to}', en: '{from} to {to}' },
  title: { zh: '面试人选', en: 'Shortlist' },
  lead: {
    zh: '按笔试成绩由高到低、以招聘人数 1:3 确定资格复审人选；超过比例的并列考生一并进入。不合格或放弃产生的空缺按笔试成绩依次递补，复审截止后不再递补。',
    en: 'By written score from the highest, 1:3 of the headcount enter the re-review, everyone tied at the line included. Vacancies are filled by written score until the re-review is closed.',
  },
  publishScores: { zh: '拟定笔试成绩公示', en: 'Draft the list of written scores' },
  publishScoresLead: {
    zh: '编制全部笔试成绩和名次，由另一人审批后公示 7 天。',
    en: 'Lists all written scores and ranks; another person approves it and it is public for 7 days.',
  },
  make: { zh: '确定复审人选', en: 'Make the shortlists' },
  makeLead: {
    zh: '公示期满且无未结异议后，各岗位人选由系统计算并冻结。',
    en: 'When publicity is over and no objection is open, the system computes and freezes the list of each post.',
  },
  settle: { zh: '接收复审结论', en: 'Take over the outcomes' },
  close: { zh: '复审截止', en: 'Close the re-review' },
  closeLead: { zh: '截止后不再递补，名单可以公示。', en: 'Nobody is called any more; the list can be published.' },
  publishReReview: { zh: '拟定复审合格名单', en: 'Draft the list of those who passed' },
  posts: { zh: '各岗位', en: 'Posts' },
  post: { zh: '岗位', en: 'Post' },
  headcount: { zh: '招聘人数', en: 'Headcount' },
  places: { zh: '复审名额', en: 'Places' },
  cut: { zh: '入围分数', en: 'Cut score' },
  called: { zh: '待复审', en: 'Called' },
  passed: { zh: '合格', en: 'Passed' },
  failed: { zh: '不合格', en: 'Failed' },
  gaveUp: { zh: '放弃', en: 'Gave up' },
  backfilled: { zh: '递补', en: 'Backfilled' },
  vacancies: { zh: '空缺', en: 'Vacant' },
  ladder: { zh: '名次与 1:3 线', en: 'The ladder and the 1:3 line' },
  line: { zh: '1:{ratio} 线：第 {places} 名，{cut} 分', en: '1:{ratio} line: place {places}, {cut}' },
  lineOpen: { zh: '有效成绩不足 {places} 人，全部进入', en: 'Fewer than {places} valid scores: all of them enter' },
  rank: { zh: '名次', en: 'Rank' },
  number: { zh: '准考证号', en: 'Ticket' },
  score: { zh: '笔试成绩', en: 'Written score' },
  entry: { zh: '入围方式', en: 'Entered by' },
  state: { zh: '状态', en: 'State' },
  below: { zh: '未入围', en: 'Below the line' },
  ledger: { zh: '递补台账', en: 'Backfill ledger' },
  vacatedBy: { zh: '空出名额', en: 'Left' },
  filledBy: { zh: '递补人员', en: 'Called' },
  cause: { zh: '原因', en: 'Cause' },
  nobodyLeft: { zh: '无人可递补', en: 'Nobody left to call' },
  at: { zh: '时间', en: 'When' },
  backfill: { zh: '办理递补', en: 'Fill the vacancy' },
  backfillHint: { zh: '系统按笔试成绩计算下一名。', en: 'The system computes who is next by written score.' },
  ties: { zh: '同分决定', en: 'Decisions on ties' },
  tieLead: {
    zh: '规则没有规定的同分，由一人提出先后顺序并写明理由，另一人复核后生效。',
    en: 'Where no rule parts equal scores, one person states the order and the reason, and another confirms it.',
  },
  tieOrder: {
    zh: '先后顺序（每行一个准考证号或报名序号，在前者优先）',
    en: 'Order (one ticket or application number a line, first goes first)',
  },
  tieStage: { zh: '用于', en: 'For' },
  reason: { zh: '理由', en: 'Reason' },
  decide: { zh: '提出决定', en: 'State the decision' },
  confirm: { zh: '复核', en: 'Confirm' },
  awaitsSecond: { zh: '待另一人复核', en: 'Waits for another person' },
  confirmed: { zh: '已复核', en: 'Confirmed' },
  proof: { zh: '计算依据', en: 'What it was computed from' },
  inputHash: { zh: '输入数据摘要（SHA-256）', en: 'Digest of the input (SHA-256)' },
  closed: { zh: '已截止', en: 'Closed' },
  open: { zh: '进行中', en: 'Open' },
  none: { zh: '还没有确定复审人选', en: 'No shortlist has been made yet' },
  next: { zh: '下一步', en: 'What comes next' },
  toPublicity: { zh: '到“公示”审批名单', en: 'Lists are approved under Publicity' },
  mine: { zh: '我的名次', en: 'My place' },
  myScore: { zh: '我的笔试成绩', en: 'My written score' },
  why: { zh: '为什么', en: 'Why' },
  notYet: { zh: '笔试成绩尚未公布', en: 'Written scores have not been published yet' },
  notYetLead: { zh: '公布后这里会显示您的成绩、名次和依据。', en: 'Once they are, you find your score, your rank and the reason here.' },
  awaitsList: {
    zh: '复审人选在成绩公示期满后确定。',
    en: 'Who enters the re-review is decided when the publicity of the scores is over.',
  },
  notRanked: {
    zh: '这类考试没有招聘计划人数，不按名次确定面试人选',
    en: 'This kind of examination plans no headcount, so nobody is called by rank',
  },
  giveUp: { zh: '放弃资格复审', en: 'Give the re-review up' },
  giveUpLead: { zh: '放弃后不能恢复，名额由下一名递补。', en: 'This cannot be undone; the next candidate is called in your place.' },
  sure: { zh: '我确认放弃', en: 'I am sure' },
  back: { zh: '返回', en: 'Back' },
  input: { zh: '输入数据', en: 'Input data' },
} as const satisfies Record<string, Text>
