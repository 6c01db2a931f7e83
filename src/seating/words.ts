import type { InvigilatorRule, PanelRule } from '../../seating/input-staff.ts'
import type { Text } from '../web/locale.ts'
import type { DrawKind, DrawStep } from './rules/draw-steps.ts'

/** What a candidate is told when the seats are drawn. The subject names no person and no decision. */
export const ticketMessage = (exam: string) => (applicationId: string) => ({
  subject: { zh: '准考证已生成', en: 'Your admission ticket is ready' } satisfies Text,
  body: {
    zh: `“${exam}”的考点、考场和座位已公开抽定。请打印准考证：/my/applications/${applicationId}/ticket 。您可以在公开页面自行重算整个抽签。`,
    en: `Site, room and seat for “${exam}” have been drawn in public. Print your ticket: /my/applications/${applicationId}/ticket . Anyone can recompute the whole draw on the public page.`,
  } satisfies Text,
})

export const drawKindWords: Readonly<Record<DrawKind, Text>> = {
  seats: { zh: '座位抽签', en: 'Draw of seats' },
  seat_supplement: { zh: '座位补充抽签', en: 'Supplementary draw of seats' },
  invigilators: { zh: '监考员抽签', en: 'Draw of invigilators' },
  panels: { zh: '面试考官抽签', en: 'Draw of interview panels' },
  interview_order: { zh: '面试顺序抽签', en: 'Draw of the order of interviews' },
  medical_numbers: { zh: '体检编号抽签', en: 'Draw of medical numbers' },
}

/** The rules of a draw of people, as they stand in its published input. */
export const staffRuleWords: Readonly<Record<InvigilatorRule | PanelRule, Text>> = {
  relations: { zh: '亲属等回避关系', en: 'Recusals' },
  outsideUnit: { zh: '不在本单位所属考点监考', en: 'Nobody keeps watch at the own unit' },
  outsideRegion: { zh: '不在本地区监考', en: 'Nobody keeps watch in the own region' },
  experiencedPerRoom: { zh: '每考场须有有经验者', en: 'An experienced person in every room' },
  frontRoles: { zh: '前位人员岗位要求', en: 'Who may stand in front' },
  distinctUnits: { zh: '同组人员来自不同单位', en: 'Not two of one unit together' },
  rotation: { zh: '不连续两场在同一考场（考点）', en: 'Not twice running in one room or site' },
  specialities: { zh: '考官专业对应', en: 'Examiners of the panel’s speciality' },
  chiefs: { zh: '每组须有主考官', en: 'A chief on every panel' },
  outsidersPerPanel: { zh: '每组须有外地考官', en: 'An examiner from outside on every panel' },
}

export const stepWords: Readonly<Record<DrawStep, Text>> = {
  commit: { zh: '各方提交承诺', en: 'Parties commit' },
  reveal: { zh: '各方揭示', en: 'Parties reveal' },
  source: { zh: '等待公共随机数', en: 'Waiting for the public value' },
  run: { zh: '可以抽签', en: 'Ready to draw' },
  over: { zh: '已抽定', en: 'Drawn' },
  cancelled: { zh: '已公开作废', en: 'Cancelled in public' },
  broken: { zh: '有参加方未按时揭示，须作废', en: 'A party stayed silent; to be cancelled' },
}

export const reasonWords: Readonly<Record<string, Text>> = {
  party_silent: { zh: '有参加方未按时承诺或揭示', en: 'A party stayed silent' },
  list_wrong: { zh: '冻结内容有误', en: 'What was frozen is wrong' },
  room_lost: { zh: '考场无法使用', en: 'A room is lost' },
  source_failed: { zh: '公共随机数未公布', en: 'The public source gave no value' },
  search_undecided: { zh: '规定步数内未得出结果', en: 'The search ended undecided' },
}

export const seatingWords = {
  conflict: { zh: '以下要求合在一起无法排定', en: 'These rules together leave no assignment' },
  conflictRemedy: { zh: '其他要求不变，仅放宽这一项即可排定：', en: 'With all others kept, giving up this one alone would leave one: ' },
  conflictNoRemedy: {
    zh: '仅放宽一项仍无法排定，请增加人员。',
    en: 'Giving up one of them is not enough. Add people.',
  },
  title: { zh: '考场编排', en: 'Seating' },
  lead: {
    zh: '名单冻结后，由三个以上参加方共同抽签决定考点、考场和座位。考务人员只能启动，不能影响、重抽或修改。',
    en: 'Once the list is frozen, three or more parties draw site, room and seat together. The office starts the draw; it cannot influence, repeat or edit it.',
  },
  list: { zh: '考生名单', en: 'List of candidates' },
  listOpen: { zh: '名单尚未冻结', en: 'The list is not frozen yet' },
  listOpenBody: {
    zh: '报名结束、审核全部办结、每日核对完成后方可冻结。冻结后任何人不能增加或退出，场次和考场也不再变动。',
    en: 'It can be frozen when registration is over, every application is decided and every day is confirmed. Afterwards nobody enters or leaves, and sessions and rooms stand.',
  },
  seatsDue: {
    zh: '座次应在考前三天抽定，以便向考点移交座次表',
    en: 'Seats should be drawn three days before the exam, so that the sites get their charts',
  },
  seatsDueBy: { zh: '最迟', en: 'By' },
  freezeList: { zh: '冻结名单', en: 'Freeze the list' },
  candidates: { zh: '考生', en: 'Candidates' },
  listHash: { zh: '名单摘要 (SHA-256)', en: 'Hash of the list (SHA-256)' },
  frozenAt: { zh: '冻结时间', en: 'Frozen at' },
  planned: { zh: '各科目使用的考场', en: 'Rooms by subject' },
  plannedHint: { zh: '由名单和考场顺序确定，只有人数，没有姓名。', en: 'Decided by list and rooms alone; numbers only, no names.' },
  freezeDraw: { zh: '冻结抽签', en: 'Freeze the draw' },
  freezeDrawHint: {
    zh: '同时公布参加方、揭示截止时间和公共随机数来源，之后不能更改。',
    en: 'Parties, deadline and public source are published with it and cannot be changed.',
  },
  parties: { zh: '参加方（三个以上，须含纪检监察）', en: 'Parties (three or more, the discipline inspector among them)' },
  revealBy: { zh: '揭示截止时间', en: 'Values are revealed by' },
  sourceName: { zh: '公共随机数来源', en: 'Public source' },
  sourceHint: { zh: '例如：中国福利彩票双色球第2026026期开奖号码', en: 'e.g. the lottery numbers of a named future drawing' },
  sourceDue: { zh: '公布时间', en: 'The value appears at' },
  draws: { zh: '抽签', en: 'Draws' },
  draw: { zh: '抽签', en: 'Draw' },
  state: { zh: '进度', en: 'State' },
  open: { zh: '查看', en: 'Open' },
  subject: { zh: '科目', en: 'Subject' },
  site: { zh: '考点', en: 'Site' },
  room: { zh: '考场', en: 'Room' },
  seat: { zh: '座位', en: 'Seat' },
  seated: { zh: '人数', en: 'Seated' },
  limit: { zh: '上限', en: 'Limit' },
  result: { zh: '编排结果', en: 'Result' },
  supplement: { zh: '补充抽签', en: 'Supplementary draw' },
  supplementHint: {
    zh: '只为停用考场的考生和名单冻结后补审合格的考生抽座位，其他人的座位不变。另行冻结、承诺和揭示，并引用首次抽签的记录。',
    en: 'Draws seats for those whose room is lost and for those who have qualified since the list was frozen. Nobody else moves. It has its own freeze and values, and refers to the first transcript.',
  },
  lateCandidates: { zh: '补审合格、尚无座位', en: 'Qualified since, without a seat' },
  lostRooms: { zh: '停用的考场', en: 'Rooms that are lost' },
  back: { zh: '返回考场编排', en: 'Back to seating' },
  backToDraws: { zh: '返回抽签列表', en: 'Back to the draws' },
  freezeHash: { zh: '冻结摘要', en: 'Hash of the freeze' },
  party: { zh: '参加方', en: 'Party' },
  commitment: { zh: '承诺', en: 'Commitment' },
  value: { zh: '揭示的数值', en: 'Revealed value' },
  notYet: { zh: '尚未', en: 'not yet' },
  publicValue: { zh: '公共随机数', en: 'Public value' },
  transcript: { zh: '抽签记录', en: 'Transcript' },
  transcriptHash: { zh: '记录摘要 (SHA-256)', en: 'Hash of the transcript (SHA-256)' },
  input: { zh: '冻结的名单和规则', en: 'Frozen list and rules' },
  cancelled: { zh: '作废原因', en: 'Cancelled because' },
  replaces: { zh: '取代已作废的抽签', en: 'Takes the place of the cancelled draw' },
  contribute: { zh: '提交本方数值', en: 'Your value' },
  contributeHint: {
    zh: '数值由您的浏览器随机生成并只保存在这台设备上。先提交承诺，各方都提交后再揭示。请勿清除浏览器数据。',
    en: 'Your browser makes a random value and keeps it on this device only. Commit first; reveal once every party has committed. Do not clear the browser’s data.',
  },
  needsScript: { zh: '此步骤需要启用 JavaScript。', en: 'This step needs JavaScript.' },
  commit: { zh: '生成数值并提交承诺', en: 'Make a value and commit' },
  reveal: { zh: '揭示数值', en: 'Reveal the value' },
  witness: { zh: '读取公共随机数', en: 'Read the public value' },
  witnessHint: {
    zh: '由考务以外的参加方到公布来源读取并填写，考务须以同一数值抽签。',
    en: 'A party other than the exam office reads it at the source; the office must draw with the same one.',
  },
  run: { zh: '抽签', en: 'Draw now' },
  runHint: {
    zh: '一次抽签只有一个结果。结果立即公开，并通知每一个人。',
    en: 'A draw has one result. It is public at once, and everybody is told.',
  },
  cancel: { zh: '提出作废', en: 'Propose to cancel' },
  cancelHint: {
    zh: '仅在尚无人揭示、或有参加方逾期未揭示时可以作废，须另一人确认。',
    en: 'Possible while nobody has revealed, or when a party stayed silent; another person confirms.',
  },
  reason: { zh: '原因', en: 'Reason' },
  confirmCancel: { zh: '确认作废', en: 'Confirm the cancellation' },
  publicTitle: { zh: '公开抽签', en: 'Public draws' },
  publicLead: {
    zh: '每次抽签的冻结内容、承诺、揭示、公共随机数和结果全部公开，任何人都可以重算。',
    en: 'What was frozen, the commitments, the values, the public value and the result of every draw are public; anyone can compute it again.',
  },
  noDraws: { zh: '本次考试还没有抽签。', en: 'There is no draw of this examination yet.' },
  recompute: { zh: '自行重算', en: 'Recompute it yourself' },
  recomputeHint: {
    zh: '您的浏览器将下载抽签记录，用独立的核对程序重算一遍，不依赖本系统给出的结果。',
    en: 'Your browser downloads the transcript and computes the draw again with an independent checker; it does not trust this system’s answer.',
  },
  yourNumber: { zh: '准考证号或编排代码', en: 'Ticket number or label' },
  recomputeButton: { zh: '重算并查找', en: 'Recompute and look it up' },
  withoutScript: {
    zh: '没有 JavaScript 也可以：下载抽签记录，用公开的 seating 命令核对。',
    en: 'Without JavaScript: download the transcript and verify it with the published seating command.',
  },
  seatPlan: { zh: '座位图', en: 'Seat plan' },
  ticketTitle: { zh: '准考证', en: 'Admission ticket' },
  ticketNumber: { zh: '准考证号', en: 'Ticket number' },
  label: { zh: '编排代码', en: 'Label in the draw' },
  labelHint: {
    zh: '在公开的抽签记录中代表您，不含任何个人信息。',
    en: 'It stands for you in the public transcript and says nothing about you.',
  },
  time: { zh: '考试时间', en: 'Time' },
  address: { zh: '地址', en: 'Address' },
  rules: { zh: '考场规则', en: 'Rules' },
  verifyDraw: { zh: '核对抽签', en: 'Check the draw' },
  ticketFile: { zh: '下载准考证（PDF，可打印）', en: 'Download the ticket (PDF, in Chinese)' },
  seatCode: { zh: '座位核验码', en: 'Code of the seat' },
  seatCodeHint: {
    zh: '扫码打开公开的抽签记录，可自行重算这个座位。',
    en: 'It opens the published draw, where anybody can compute this seat again.',
  },
  mine: { zh: '我的', en: 'Mine' },
  candidate: { zh: '姓名', en: 'Name' },
  printPdf: { zh: '下载 PDF', en: 'Download as PDF' },
} as const satisfies Readonly<Record<string, Text>>

/** What the ticket says of the day. Belongings have a place of their own in the room (R-ROOM-06). */
export const ticketRules: readonly Text[] = [
  { zh: '凭准考证和有效居民身份证原件入场。', en: 'Bring this ticket and your original identity card.' },
  { zh: '开考后不得入场。', en: 'Nobody enters after the start.' },
  { zh: '按抽定的考场和座位就座，一人一桌。', en: 'Sit in the drawn room and seat, one person at a desk.' },
  {
    zh: '手机等与考试无关的物品关闭后放在指定位置。',
    en: 'Switch phones off and leave them and other belongings in the designated place.',
  },
  { zh: '考场内设有信号屏蔽，遵守监考员指令。', en: 'The rooms are shielded; follow the invigilators’ instructions.' },
]

/** For the page’s own code. */
export const contributeWords = {
  committed: { zh: '承诺已提交，等待其他参加方。请保留此浏览器。', en: 'Committed. Waiting for the other parties; keep this browser.' },
  revealed: { zh: '已揭示。', en: 'Revealed.' },
  lost: {
    zh: '此设备上没有您的数值。请使用提交承诺时的设备和浏览器。',
    en: 'Your value is not on this device. Use the device and browser you committed with.',
  },
  failed: { zh: '未成功：', en: 'Not done: ' },
} as const satisfies Readonly<Record<string, Text>>

export const recomputeWords = {
  working: { zh: '正在下载并重算……', en: 'Downloading and computing…' },
  holds: { zh: '核对通过：重算结果与公布的抽签记录一致。', en: 'It holds: the computation agrees with the published transcript.' },
  broken: { zh: '核对不通过：', en: 'It does not hold: ' },
  hashDiffers: { zh: '抽签记录的摘要与公布的不一致。', en: 'the transcript is not the one whose hash was published.' },
  found: { zh: '{site} 考点，第 {room} 考场，{seat} 号座位', en: 'site {site}, room {room}, seat {seat}' },
  place: { zh: '{room}：{position}', en: '{room}: {position}' },
  unknown: { zh: '名单中没有这个号码，请核对是否输错。', en: 'This number is not in the draw; check for a slip.' },
  unreachable: { zh: '无法下载抽签记录，请稍后再试。', en: 'The transcript could not be downloaded. Try again later.' },
} as const satisfies Readonly<Record<string, Text>>

/** The page at the door that checks the square code of a ticket. */
export const ticketCheckWords = {
  title: { zh: '核验准考证', en: 'Check an admission ticket' },
  lead: {
    zh: '核对准考证二维码与已公布的抽签结果。页面打开后无需网络，扫码内容不会上传；补充抽签后请重新打开本页。',
    en: 'Compares a ticket’s square code with the published draw. Once this page is open it needs no network, and what is scanned is not sent. Open it again after a supplementary draw.',
  },
  code: { zh: '二维码内容', en: 'What the square code says' },
  codeHint: {
    zh: '用手机扫描准考证二维码，或把扫描结果粘贴到这里。',
    en: 'Scan the ticket’s code with a phone, or paste what a scanner read.',
  },
  check: { zh: '核验', en: 'Check' },
  camera: { zh: '用摄像头扫描', en: 'Scan with the camera' },
  noCamera: { zh: '无法使用摄像头，请粘贴扫描结果。', en: 'The camera cannot be used. Paste what a scanner read.' },
  needsScript: { zh: '核验须启用 JavaScript。', en: 'Checking a ticket needs JavaScript.' },
  stands: { zh: '真：与公布的抽签结果一致。', en: 'Genuine: it stands in the published draw.' },
  forged: { zh: '假：与公布的抽签结果不一致，请勿放行。', en: 'False: it does not stand in the published draw. Do not let it pass.' },
  superseded: {
    zh: '已作废：该考场已停用，持证人已通过补充抽签另行安排座位。请核验其新准考证。',
    en: 'Superseded: this room is no longer used, and a supplementary draw gave its holder another seat. Ask for the new ticket.',
  },
  another: { zh: '不是本场考试的准考证，或抽签尚未公布。', en: 'Not a ticket of this examination, or its draw is not published yet.' },
  unreadable: { zh: '无法读取二维码内容。', en: 'This is not what a ticket’s code says.' },
  site: { zh: '考点代码', en: 'Site' },
  room: { zh: '考场号', en: 'Room' },
  seat: { zh: '座位号', en: 'Seat' },
  session: { zh: '场次', en: 'Session' },
  variant: { zh: '试卷', en: 'Paper' },
  label: { zh: '抽签编号', en: 'Label in the draw' },
  roots: { zh: '已公布的抽签', en: 'Published draws' },
  noRoots: { zh: '座位尚未抽签。', en: 'Seats have not been drawn yet.' },
  draw: { zh: '座位抽签', en: 'Draw of seats' },
  lost: { zh: '自本次抽签起停用的考场', en: 'Rooms no longer used since this draw' },
  lostRoom: { zh: '{site} 考点第 {room} 考场（{at}）', en: '{site} room {room} ({at})' },
} as const satisfies Readonly<Record<string, Text>>
