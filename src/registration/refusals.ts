import { imageRefusals } from '../files/refusals.ts'
import type { Answer } from '../http/answer.ts'
import type { ResidentIdRefusal } from '../identity/rules/resident-id.ts'
import type { BeginRefusal } from './begin-application.ts'
import type { BeginUploadRefusal } from './begin-upload.ts'
import type { ContinueRefusal } from './continue-upload.ts'
import type { SaveRefusal } from './save-draft.ts'
import type { SubmitRefusal } from './submit-application.ts'
import type { UploadRefusal } from './upload-material.ts'
import type { WithdrawRefusal } from './withdraw-application.ts'

export type RegistrationRefusal =
  | BeginRefusal
  | SaveRefusal
  | SubmitRefusal
  | WithdrawRefusal
  | UploadRefusal
  | BeginUploadRefusal
  | ContinueRefusal
  | ResidentIdRefusal
  | 'receipt_not_ours'
  | 'idempotency_key_reused'

export const registrationRefusals = {
  ...imageRefusals,
  exam_unknown: { status: 404, zh: '没有这场考试，或尚未发布公告。', en: 'There is no such examination, or it has not been announced.' },
  exam_cancelled: { status: 409, zh: '该考试已取消。', en: 'This examination has been cancelled.' },
  window_not_open: {
    status: 409,
    zh: '报名尚未开始，请在公告的时间再来。',
    en: 'Registration has not opened yet. Come back at the announced time.',
  },
  window_closed: { status: 409, zh: '报名已截止，不能再提交或修改。', en: 'Registration has closed; nothing can be submitted or changed.' },
  registration_on_site_only: {
    status: 409,
    zh: '本次考试采用现场报名，请携带材料到现场办理。',
    en: 'Registration is on site only. Bring your documents to the counter.',
  },
  registration_online_only: { status: 409, zh: '本次考试采用网上报名，不办理现场报名。', en: 'Registration is online only.' },
  position_unknown: { status: 404, zh: '没有这个岗位。', en: 'There is no such post.' },
  post_full: {
    status: 409,
    zh: '该岗位报名名额已满，不再接受报名。可以另选岗位；有人撤回报名时名额会重新开放。',
    en: 'This post is full and takes no more registrations. Choose another; if somebody withdraws, the place opens again.',
  },
  slot_full: {
    status: 409,
    zh: '所选场次（考区）名额已满，请另选一个有余额的。',
    en: 'The sitting or test city you chose is full. Choose one with places left.',
  },
  slot_missing: { status: 422, zh: '请选择考试场次或考区。', en: 'Choose a sitting or test city.' },
  slot_unknown: { status: 404, zh: '没有这个场次或考区。', en: 'There is no such sitting or test city.' },
  application_unknown: { status: 404, zh: '没有这份报名。', en: 'There is no such application.' },
  already_applied: {
    status: 409,
    zh: '您已报名本次考试，每人限报一个岗位；请查看已有的报名。',
    en: 'You have applied for this examination already; one application each. See the one you have.',
  },
  banned: {
    status: 403,
    zh: '您在禁考期内，不能报名。如有异议请拨打监督举报电话。',
    en: 'You are banned from this examination. If you disagree, call the complaints line.',
  },
  age_outside: {
    status: 422,
    zh: '您的年龄不符合该岗位的条件，请核对岗位要求。',
    en: 'Your age is outside the limits of this post. Check its conditions.',
  },
  recusal_post: {
    status: 422,
    zh: '您与该单位负责人员有应回避的亲属关系，不能报考该岗位，请另选岗位。',
    en: 'A relative in charge of the unit bars you from this post. Choose another.',
  },
  photo_too_small: {
    status: 422,
    zh: '照片太小，至少需要宽 295、高 413 像素（一寸照片）。请换一张更清晰的照片。',
    en: 'The photograph is too small: at least 295 pixels wide and 413 high (a one-inch photograph). Choose a larger one.',
  },
  photo_shape_wrong: {
    status: 422,
    zh: '照片须为竖版证件照，宽约为高的 5/7（一寸、二寸、小二寸均可）。请裁剪后再上传。',
    en: 'The photograph has to be upright, about 5 wide to 7 high, like the usual ID photographs. Cut it and upload it again.',
  },
  upload_unknown: {
    status: 404,
    zh: '没有这次上传，或已超过 24 小时。请重新选择文件上传。',
    en: 'There is no such upload, or it is older than 24 hours. Choose the file again.',
  },
  upload_empty: { status: 422, zh: '文件是空的，请重新选择。', en: 'The file is empty. Choose another.' },
  upload_offset_wrong: {
    status: 409,
    zh: '续传的位置与已收到的内容不一致，请重新查询后继续。',
    en: 'This is not where the upload stands. Ask again where it stands and go on from there.',
  },
  upload_too_long: { status: 413, zh: '收到的内容比事先声明的长。', en: 'More has come than was announced.' },
  upload_in_too_many_pieces: {
    status: 422,
    zh: '这个文件被分成了太多小段，请重新上传。',
    en: 'The file came in too many small pieces. Upload it again.',
  },
  photo_missing: { status: 422, zh: '请先上传照片。', en: 'Upload your photograph first.' },
  form_incomplete: {
    status: 422,
    zh: '还有项目没有填写；没有的请填“无”。',
    en: 'Some answers are missing. Where there is nothing to say, write 无.',
  },
  form_of_other_family: { status: 422, zh: '报名表与考试类别不符。', en: 'This is not the form of this kind of examination.' },
  stale_form: {
    status: 409,
    zh: '您打开页面之后内容已有变化。请重新打开本页，核对最新内容后再提交。',
    en: 'The record has changed since you opened the page. Open the page anew, check the latest version and submit again.',
  },
  not_submitted: { status: 409, zh: '这份报名尚未提交或已撤回。', en: 'The application has not been submitted, or was withdrawn.' },
  receipt_not_ours: {
    status: 422,
    zh: '这不是本机构签发的回执，或内容已被改动。',
    en: 'This receipt was not issued here, or has been altered.',
  },
  id_number_malformed: { status: 422, zh: '身份证号码位数不对。', en: 'The ID number does not have the right form.' },
  id_check_digit_wrong: { status: 422, zh: '身份证号码校验位不对，请核对。', en: 'The check digit of the ID number is wrong.' },
  id_region_unknown: { status: 422, zh: '身份证号码的地区代码不存在。', en: 'The region of the ID number does not exist.' },
  id_birth_date_impossible: { status: 422, zh: '身份证号码中的出生日期不对。', en: 'The date of birth in the ID number is impossible.' },
  idempotency_key_reused: {
    status: 422,
    zh: '同一提交编号被用于不同内容，请刷新页面后重试。',
    en: 'The same submission key was used for different content. Reload the page and try again.',
  },
} as const satisfies Record<Exclude<RegistrationRefusal, 'uploads_busy'>, Answer>
