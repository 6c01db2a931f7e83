import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { formatScore, parseScore, score } from '../../src/foundation/score.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { Button, ButtonLink, Buttons } from '../../src/web/components/button.tsx'
import { Card, CardList, Section } from '../../src/web/components/card.tsx'
import { Choice, Select, Tick } from '../../src/web/components/choice.tsx'
import { Empty, Facts } from '../../src/web/components/facts.tsx'
import { Field, FileField, TextArea } from '../../src/web/components/field.tsx'
import { Balance, KeyFigures } from '../../src/web/components/figures.tsx'
import { Form } from '../../src/web/components/form.tsx'
import { Pager, Steps, Tabs } from '../../src/web/components/navigation.tsx'
import { Countdown, Notice, Progress } from '../../src/web/components/notice.tsx'
import type { Problem } from '../../src/web/components/problem-box.tsx'
import { DataBlock, Digest, Proof, TwoHands, Unmask } from '../../src/web/components/proof.tsx'
import { ShownAgain } from '../../src/web/components/sent-form.tsx'
import { State } from '../../src/web/components/state.tsx'
import { Table } from '../../src/web/components/table.tsx'
import { Timeline } from '../../src/web/components/timeline.tsx'
import { MaskedId, maskName, PlainDate, ScoreFigure, Time } from '../../src/web/format.tsx'
import { type Frame, Page } from '../../src/web/layout.tsx'
import { localeOf, viewOf } from '../../src/web/locale.ts'
import { BarChart, LineChart } from '../../src/web/pictures/chart.tsx'
import { CustodyLine } from '../../src/web/pictures/custody-line.tsx'
import { LedgerBars } from '../../src/web/pictures/ledger-bars.tsx'
import { SeatPlan } from '../../src/web/pictures/seat-plan.tsx'
import { ShortlistLadder } from '../../src/web/pictures/shortlist-ladder.tsx'
import { SiteRooms } from '../../src/web/pictures/site-rooms.tsx'

/** Every component and picture with made-up data, served as the service serves its pages: same policy, same assets. */
const now = Temporal.Instant.from('2026-03-14T01:00:00Z')
const at = (text: string) => Temporal.Instant.from(text)

export async function openGallery(): Promise<{ origin: string; close: () => Promise<void> }> {
  const assets = await loadAssets()
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'",
    )
  })
  app.get('/assets/*', (c) => {
    const asset = assets.byPath.get(c.req.path)
    return asset
      ? c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' })
      : c.notFound()
  })
  for (const [path, page] of Object.entries(pages)) {
    app.get(path, (c) => {
      const view = viewOf(localeOf(c.req.query('lang'), undefined), 'Asia/Shanghai', now)
      const frame: Frame = {
        view,
        authority: {
          name: view.locale === 'zh' ? '白城市人事考试中心' : 'Baicheng Examination Centre',
          adviceLine: '0436-320 0001',
          complaintLine: '0436-320 0002',
        },
        path: c.req.path,
        stylesheet: assets.stylesheet.path,
        icon: assets.icon.path,
        script: (name) => assets.scripts.get(name)?.path ?? '',
        signedIn:
          path === '/public' ? undefined : { name: '李秀兰', role: path === '/officer' ? '考务人员' : undefined, signOut: '/sign-out' },
        signIn: '/sign-in',
        rehearsal: path !== '/public',
      }
      return c.html(page(frame))
    })
  }
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => new Promise((done) => server.close(() => done())) }),
    )
  })
}

const pages: Readonly<Record<string, (frame: Frame) => ReturnType<typeof Page>>> = {
  '/candidate': (frame) => <CandidatePage frame={frame} />,
  '/officer': (frame) => <OfficerPage frame={frame} />,
  '/public': (frame) => <PublicPage frame={frame} />,
  '/pictures': (frame) => <PicturesPage frame={frame} />,
}
export const galleryPaths = Object.keys(pages)

const examName = '2026年市直事业单位公开招聘工作人员'

function CandidatePage({ frame }: { frame: Frame }) {
  const { view } = frame
  const problems: Problem[] = [
    { field: 'idNumber', label: '证件号码', text: '证件号码末位校验不符', next: '请对照身份证原件重新填写', code: 'id_number_invalid' },
    { field: 'photo', label: '照片', text: '照片不是近期免冠正面照' },
    { text: '所选岗位要求学历为本科及以上', code: 'education_too_low' },
  ]
  return (
    <Page
      frame={frame}
      kind="candidate"
      title="你的报考信息"
      lead="每次只问一个问题；已填写的内容会自动保存。"
      exam={{ name: examName, stage: 'registration' }}
      back={{ label: '返回上一步', href: '/candidate' }}
      problems={problems}
    >
      <Steps view={view} current={3} labels={['选择岗位', '阅读承诺', '个人信息', '上传材料', '确认提交']} />
      <Countdown view={view} label="报名截止" until={at('2026-03-16T09:30:00Z')} />
      <Countdown view={view} label="缴费截止" until={at('2026-03-13T09:30:00Z')} />
      <ShownAgain value="not kept">
        <Form action="/candidate" idempotencyKey="11111111-1111-4111-8111-111111111111" version={3} upload>
          <Field view={view} name="name" label="姓名" value="张小明" hint="与身份证一致，生僻字请用规范字" autocomplete="name" />
          <Field
            view={view}
            name="idNumber"
            label="证件号码"
            value="11010519491231002Y"
            hint="18 位居民身份证号"
            problems={problems}
            inputmode="text"
            maxlength={18}
          />
          <Field view={view} name="birth" label="出生日期" type="date" width="short" />
          <Select
            view={view}
            name="education"
            label="学历"
            value="bachelor"
            options={[
              { value: 'bachelor', label: '本科' },
              { value: 'master', label: '研究生' },
            ]}
          />
          <Choice
            view={view}
            name="family"
            label="是否申请减免考务费？"
            hint="符合条件的考生可以免缴"
            value="no"
            options={[
              { value: 'yes', label: '是，我属于享受最低生活保障家庭', hint: '需要上传证明' },
              { value: 'no', label: '否' },
            ]}
          />
          <Choice
            view={view}
            name="needs"
            label="便利条件"
            many
            optional
            value={['front']}
            options={[
              { value: 'front', label: '座位靠近讲台' },
              { value: 'large', label: '大字试卷' },
            ]}
          />
          <TextArea view={view} name="remark" label="补充说明" optional maxlength={200} />
          <FileField
            view={view}
            name="photo"
            label="证件照"
            accept="image/jpeg"
            types="JPG"
            size="2 MB"
            problems={problems}
            held={[{ name: '照片.jpg', href: '/public' }]}
          />
          <Tick view={view} name="undertaking" label="我已阅读并承诺遵守《诚信承诺书》" hint="虚假承诺将记入诚信档案" />
          <Buttons>
            <Button>保存并继续</Button>
            <Button kind="secondary" name="act" value="back" skipChecks>
              上一步
            </Button>
            <Button kind="quiet" skipChecks>
              暂不提交
            </Button>
          </Buttons>
        </Form>
      </ShownAgain>
      <Notice title="审核结果将在 3 个工作日内通知">
        <p>请留意站内消息，或致电咨询。</p>
      </Notice>
      <Notice kind="good" title="报名成功" />
      <Notice kind="attention" title="还有一项材料需要补充" />
      <Notice kind="bad" title="该岗位已停止报名" />
      <CardList>
        <Card
          title="市第一中学 · 语文教师"
          href="/candidate"
          state={<State kind="waiting">待审核</State>}
          foot={<Time view={view} at={at('2026-03-13T02:11:00Z')} />}
        >
          <Facts
            facts={[
              ['岗位代码', '101001'],
              ['招聘人数', '1'],
              ['考试日期', <PlainDate view={view} date={Temporal.PlainDate.from('2026-04-18')} />],
            ]}
          />
        </Card>
        <Card title="市图书馆 · 馆员" state={<State kind="good">审核通过</State>} />
      </CardList>
      <Table
        view={view}
        caption="我的成绩"
        stacked
        columns={[
          { key: 'subject', head: '科目', names: true, cell: (row) => row.subject },
          { key: 'score', head: '成绩', numeric: true, cell: (row) => <ScoreFigure score={formatScore(row.score)} /> },
          { key: 'rank', head: '名次', numeric: true, cell: (row) => row.rank },
        ]}
        rows={[
          { subject: '职业能力测验', score: score(7850, 2), rank: 2 },
          { subject: '综合应用能力', score: score(8125, 2), rank: 1 },
        ]}
      />
      <Empty title="还没有消息">
        <ButtonLink href="/candidate">查看考试公告</ButtonLink>
      </Empty>
    </Page>
  )
}

const applicants = [
  { id: '1', name: '张小明', identity: '11010519491231002X', unit: '市第一中学', state: 'waiting', word: '待复审', score: score(7850, 2) },
  { id: '2', name: '李四', identity: '220802199001011234', unit: '市图书馆', state: 'good', word: '通过', score: score(8010, 2) },
  {
    id: '3',
    name: '欧阳𬀩',
    identity: '220802199202022345',
    unit: '市疾病预防控制中心',
    state: 'bad',
    word: '不通过',
    score: score(6600, 2),
  },
  {
    id: '4',
    name: '王五',
    identity: '220802199303033456',
    unit: '市第一中学',
    state: 'attention',
    word: '意见不一',
    score: score(9000, 2),
  },
  { id: '5', name: '赵六', identity: '220802199303033456', unit: '市第一中学', state: 'quiet', word: '未开始', score: score(0, 2) },
  { id: '6', name: '孙七', identity: '220802199303033456', unit: '市第一中学', state: 'info', word: '补正中', score: score(7000, 2) },
] as const

function OfficerPage({ frame }: { frame: Frame }) {
  const { view } = frame
  return (
    <Page
      frame={frame}
      kind="officer"
      title="资格审核"
      exam={{ name: examName, stage: 'qualification', href: (stage) => `/officer?stage=${stage}` }}
      navigation={[
        { label: '工作台', href: '/officer' },
        { label: '考试', href: '/officer', current: true },
        { label: '消息', href: '/officer', count: 3 },
        { label: '日志', href: '/officer' },
      ]}
      acts={<ButtonLink href="/officer">导出名册</ButtonLink>}
    >
      <KeyFigures
        view={view}
        figures={[
          { label: '报名', value: 12840, note: '较昨日 +312' },
          { label: '待初审', value: 240, href: '/officer' },
          { label: '待复审', value: 96 },
          { label: '意见不一', value: 4, note: <State kind="attention">需裁定</State> },
        ]}
      />
      <Balance
        view={view}
        whole={{ label: '应审', value: 12840 }}
        parts={[
          { label: '通过', value: 12000 },
          { label: '不通过', value: 500 },
          { label: '在审', value: 340 },
        ]}
      />
      <Balance
        view={view}
        whole={{ label: '领取', value: 1000 }}
        parts={[
          { label: '发放', value: 940 },
          { label: '作废', value: 12 },
          { label: '库存', value: 47 },
        ]}
      />
      <Tabs
        label="审核阶段"
        tabs={[
          { label: '考前审核', href: '/officer', current: true, count: 240 },
          { label: '资格复审', href: '/officer' },
          { label: '考后审核', href: '/officer' },
        ]}
      />
      <Form action="/officer" id="bulk" idempotencyKey="k" inline label="批量操作">
        <Button kind="secondary">预览批量分配</Button>
      </Form>
      <Table
        view={view}
        caption="待审名册"
        total={240}
        filter={{ action: '/officer', values: { name: '张', state: 'waiting' } }}
        select={{ form: 'bulk', name: 'application', value: (row) => row.id, label: (row) => row.name }}
        columns={[
          { key: 'name', head: '姓名', names: true, cell: (row) => <a href="/officer">{maskName(row.name)}</a>, filter: 'text' },
          { key: 'identity', head: '证件号码', cell: (row) => <MaskedId id={row.identity} /> },
          { key: 'unit', head: '招聘单位', cell: (row) => row.unit, filter: 'text' },
          {
            key: 'state',
            head: '状态',
            cell: (row) => <State kind={row.state}>{row.word}</State>,
            filter: [
              { value: 'waiting', label: '待复审' },
              { value: 'good', label: '通过' },
            ],
          },
          { key: 'score', head: '成绩', numeric: true, cell: (row) => <ScoreFigure score={formatScore(row.score)} /> },
          { key: 'at', head: '提交时间', cell: () => <Time view={view} at={at('2026-03-13T02:11:00Z')} /> },
        ]}
        rows={applicants}
        foot={{ name: '合计', score: '391.10' }}
      />
      <Pager view={view} previous="/officer?page=1" next="/officer?page=3" page={2} pages={24} />
      <Table view={view} caption="申诉" columns={[{ key: 'who', head: '申请人', cell: () => '' }]} rows={[]} empty="今天没有申诉" />
      <div class="columns">
        <Section title="审核意见" acts={<State kind="waiting">待第二人</State>}>
          <TwoHands
            view={view}
            first={{ name: '李秀兰', role: '审核员', at: at('2026-03-13T02:11:00Z') }}
            awaited="须由另一名审核员独立提出意见"
          >
            <Buttons>
              <Button kind="danger">退回</Button>
              <Button disabled>通过</Button>
            </Buttons>
          </TwoHands>
          <Progress label="阅卷进度" value={312} of={480} />
          <Unmask view={view} action="/officer" />
        </Section>
        <Section title="办理过程">
          <Timeline
            view={view}
            label="办理过程"
            moments={[
              { at: at('2026-03-12T01:00:00Z'), title: '考生提交第 2 版', kind: 'info' },
              { at: at('2026-03-13T02:11:00Z'), title: '初审通过', kind: 'good', who: '李秀兰（审核员）' },
              { at: at('2026-03-13T06:30:00Z'), title: '一次性补正通知', kind: 'attention', detail: <p>缺学位证书、报到证。</p> },
              { title: '复审', kind: 'waiting', who: '等待另一名审核员' },
            ]}
          />
        </Section>
      </div>
    </Page>
  )
}

const PublicPage = ({ frame }: { frame: Frame }) => (
  <Page
    frame={frame}
    kind="public"
    title="座位抽签结果"
    lead="任何人都可以重新计算，并与公布的结果对照。"
    exam={{ name: examName, stage: 'seating' }}
  >
    <Notice kind="good" title="三方承诺均已公开，结果可以重算" />
    <Proof
      view={frame.view}
      title="公开的材料"
      items={[
        { label: '名册冻结', value: <Time view={frame.view} at={at('2026-03-10T01:00:00Z')} precision="second" /> },
        {
          label: '名册摘要',
          value: <Digest>sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</Digest>,
          download: '/roster.csv',
        },
        { label: '见证人', value: '考务人员、纪检监察人员、社会监督员' },
      ]}
    >
      <DataBlock id="draw" value={{ note: '</script><b>never</b>' }} />
      <Buttons>
        <Button type="button">在本机重新计算</Button>
        <ButtonLink href="/transcript.json" download>
          下载抽签记录
        </ButtonLink>
      </Buttons>
    </Proof>
    <Section title="正在公示">
      <CardList>
        <Card title="拟聘人员公示（第一批）" href="/public" state={<State kind="info">公示中</State>} foot="还有 5 天">
          <p>公示期七个工作日，可提出异议。</p>
        </Card>
        <Card title="面试人选公示" state={<State kind="quiet">已结束</State>} />
      </CardList>
    </Section>
  </Page>
)

const seats = (columns: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const column = Math.floor(index / 5) + 1
    return { number: index + 1, column, row: column % 2 === 1 ? (index % 5) + 1 : 5 - (index % 5), label: `考生${index + 1}` }
  }).filter(({ column }) => column <= columns)

const rung = (rank: number, label: string, text: string, inside: boolean, note?: string) => ({
  rank,
  label,
  score: parseScore(text) ?? score(0),
  inside,
  note,
  marked: label === '李*',
})

function PicturesPage({ frame }: { frame: Frame }) {
  const { view } = frame
  return (
    <Page frame={frame} kind="officer" title="图示" exam={{ name: examName, stage: 'certificates' }}>
      <div class="columns">
        <SeatPlan view={view} title="第 012 考场" rows={5} columns={6} seats={seats(6, 30)} marked={17} />
        <SeatPlan
          view={view}
          title="第 013 考场（进行中）"
          rows={5}
          columns={6}
          seats={seats(6, 29).map((seat) =>
            seat.number % 11 === 0
              ? { ...seat, state: 'absent', label: '缺考' }
              : seat.number === 8
                ? { ...seat, state: 'attention', label: '违纪' }
                : seat.number > 27
                  ? { ...seat, state: 'empty', label: '空' }
                  : seat,
          )}
        />
        <CustodyLine
          view={view}
          title="试卷袋 P-0012"
          holdings={[
            { holder: '省试卷库', role: '试卷库值守人员', from: at('2026-03-12T00:00:00Z'), until: at('2026-03-13T22:10:00Z') },
            {
              holder: '王建国',
              role: '公安押运人员',
              from: at('2026-03-13T22:10:00Z'),
              until: at('2026-03-13T23:40:00Z'),
              signers: ['赵敏', '王建国', '陈静'],
            },
            {
              holder: '刘芳',
              role: '试卷管理员',
              from: at('2026-03-13T23:40:00Z'),
              until: at('2026-03-14T00:30:00Z'),
              signers: ['王建国', '刘芳', '陈静'],
              frozen: true,
            },
            { holder: '第 012 考场', role: '监考员', from: at('2026-03-14T00:30:00Z'), signers: ['刘芳', '孙立', '周洁'] },
          ]}
        />
        <ShortlistLadder
          view={view}
          title="市第一中学 · 语文教师（招 1 人）"
          line="入围线 1:3，末位并列全部进入"
          rungs={[
            rung(1, '张*明', '82.50', true),
            rung(2, '李*', '81.00', true),
            rung(3, '欧**𬀩', '79.50', true),
            rung(3, '王*', '79.50', true, '并列'),
            rung(5, '赵*', '78.00', false),
            rung(6, '孙*', '70.25', false, '缺考一科'),
          ]}
        />
        <BarChart
          view={view}
          title="阅卷进度（份）"
          bars={[
            { label: '阅卷组甲', value: 312 },
            { label: '阅卷组乙', value: 290 },
            { label: '阅卷组丙', value: 88, attention: true, note: '偏慢' },
          ]}
        />
        <LineChart
          view={view}
          title="报名首小时（每分钟）"
          labels={['09:00', '09:10', '09:20', '09:30', '09:40', '09:50', '10:00']}
          series={[
            { label: '受理', values: [4200, 3900, 2100, 1400, 900, 700, 650] },
            { label: '排队', values: [1800, 900, 0, 0, 0, 0, 0] },
          ]}
          limit={{ label: '容量', value: 4500 }}
        />
        <LedgerBars
          view={view}
          title="证书台账"
          whole={{ label: '领取', value: 1000 }}
          parts={[
            { label: '发放', value: 940 },
            { label: '作废', value: 12 },
            { label: '库存', value: 48 },
          ]}
        />
        <LedgerBars
          view={view}
          title="证书台账（不平）"
          whole={{ label: '领取', value: 1000 }}
          parts={[
            { label: '发放', value: 940 },
            { label: '作废', value: 12 },
            { label: '库存', value: 18 },
          ]}
        />
      </div>
      <SiteRooms
        view={view}
        title="市第一中学考点"
        rooms={[
          { name: '001 考场', seated: 30, capacity: 30, state: 'good', stateWord: '已开考' },
          { name: '002 考场', seated: 28, capacity: 30, state: 'waiting', stateWord: '发卷中', href: '/officer' },
          { name: '003 考场', seated: 29, capacity: 30, state: 'attention', stateWord: '缺一名监考' },
          { name: '004 考场', seated: 30, capacity: 30, state: 'bad', stateWord: '试卷封存' },
          { name: '005 考场', seated: 12, capacity: 30, state: 'quiet', stateWord: '未开始' },
        ]}
      />
    </Page>
  )
}
