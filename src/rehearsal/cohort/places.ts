import type { Chance } from './chance.ts'

export type Region = { readonly code: string; readonly name: string; readonly streets: readonly string[] }

/** Division codes as in GB/T 2260. The city of the examination is the prefecture 2208. */
export const localRegions: readonly Region[] = [
  { code: '220802', name: '吉林省白城市洮北区', streets: ['新华西大路', '海明东路', '金辉南街', '中兴西大路', '长庆南街'] },
  { code: '220821', name: '吉林省白城市镇赉县', streets: ['正阳街', '永安路', '团结东路'] },
  { code: '220822', name: '吉林省白城市通榆县', streets: ['繁荣路', '开通大街', '风电路'] },
  { code: '220881', name: '吉林省白城市洮南市', streets: ['团结路', '光明街', '兴隆西路'] },
  { code: '220882', name: '吉林省白城市大安市', streets: ['人民路', '江城街', '嫩江路'] },
]

export const otherRegions: readonly Region[] = [
  { code: '220102', name: '吉林省长春市南关区', streets: ['大经路', '民康路'] },
  { code: '220104', name: '吉林省长春市朝阳区', streets: ['前进大街', '湖西路'] },
  { code: '220302', name: '吉林省四平市铁西区', streets: ['英雄大街', '海丰大路'] },
  { code: '220702', name: '吉林省松原市宁江区', streets: ['沿江西路', '乌兰大街'] },
  { code: '220721', name: '吉林省松原市前郭尔罗斯蒙古族自治县', streets: ['哈萨尔路'] },
  { code: '150722', name: '内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗', streets: ['巴特罕大街'] },
  { code: '152201', name: '内蒙古自治区兴安盟乌兰浩特市', streets: ['罕山街', '兴安南大路'] },
  { code: '230202', name: '黑龙江省齐齐哈尔市龙沙区', streets: ['卜奎大街', '龙华路'] },
  { code: '230606', name: '黑龙江省大庆市大同区', streets: ['同祥路'] },
  { code: '210102', name: '辽宁省沈阳市和平区', streets: ['南京南街'] },
  { code: '370102', name: '山东省济南市历下区', streets: ['解放路'] },
]

/** From where neighbouring personnel bureaus send interview examiners (R-RC-26). */
export const neighbouringCities = ['松原市', '四平市', '兴安盟', '齐齐哈尔市', '大庆市'] as const

export const address = (chance: Chance, region: Region): string =>
  `${region.name}${chance.pick(region.streets)}${chance.between(1, 1288)}号${chance.in(2, 3) ? `${chance.between(1, 32)}号楼${chance.between(1, 4)}单元${chance.between(1, 18)}0${chance.between(1, 4)}室` : ''}`

const mobilePrefixes = [
  '134',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '155',
  '156',
  '158',
  '166',
  '177',
  '180',
  '186',
  '187',
  '189',
  '199',
]

export function mobileNumbers(chance: Chance): () => string {
  const taken = new Set<string>()
  return () => {
    let number = ''
    do number = chance.pick(mobilePrefixes) + String(chance.below(100_000_000)).padStart(8, '0')
    while (taken.has(number))
    taken.add(number)
    return number
  }
}
