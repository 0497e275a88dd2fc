"""Chinese words for every code a rule reads or answers; pages and letters take them from here."""

RELATIONS = {
    "head": "本人",
    "spouse": "配偶",
    "child": "子女",
    "parent": "父母",
    "grandparent": "祖父母",
    "grandchild": "孙子女",
    "sibling": "兄弟姐妹",
    "other_relative": "其他亲属",
    "unrelated": "无亲属关系",
}
STATUSES = {
    "conscript": "现役义务兵",
    "clergy_3y": "脱离家庭三年以上的宗教教职人员",
    "imprisoned": "在监狱服刑",
    "compulsory_rehab": "强制隔离戒毒",
    "declared_missing": "宣告失踪",
    "released": "刑满释放或假释在家",
    "school_student": "义务教育或高中阶段在读",
    "undergraduate": "全日制本科及以下高校在读",
    "postgraduate": "在读研究生",
}
DISABILITY_TYPES = {
    "visual": "视力",
    "hearing": "听力",
    "speech": "言语",
    "limb": "肢体",
    "intellectual": "智力",
    "mental": "精神",
    "multiple": "多重",
}
GRADES = ("", "一级", "二级", "三级", "四级")
ILLNESSES = {
    "CU_ILL_A": {
        "uraemia": "尿毒症",
        "kidney_transplant": "肾移植",
        "leukaemia": "白血病",
        "gaucher": "戈谢病",
        "heart_transplant": "心脏移植",
        "liver_transplant": "肝脏移植",
        "lung_transplant": "肺移植",
        "bone_marrow_transplant": "骨髓移植",
    },
    "CU_ILL_B": {
        "malignant_tumour": "恶性肿瘤",
        "haemophilia": "血友病",
        "aplastic_anaemia": "再生障碍性贫血",
        "mdr_tuberculosis": "耐多药肺结核",
        "hemiplegia": "偏瘫",
        "lupus": "红斑狼疮",
        "heart_valve_replacement": "心脏换瓣",
    },
    "CU_ILL_C": {
        "vascular_stent_bypass": "血管支架或搭桥",
        "nephrotic_syndrome": "肾病综合征",
        "cirrhosis": "肝硬化",
        "hyperthyroidism": "甲亢",
        "type1_diabetes": "Ⅰ型糖尿病",
        "aids": "艾滋病",
        "cerebral_infarction": "脑梗死",
        "interstitial_cell_tumour": "细胞间质瘤",
        "alzheimers": "阿尔茨海默病",
        "myasthenia_gravis": "重症肌无力",
        "sclerosis": "硬化症",
        "epilepsy": "癫痫",
        "cerebral_haemorrhage_sequelae": "脑出血后遗症",
        "ankylosing_spondylitis": "强直性脊柱炎",
    },
}
LISTED_ILLNESSES = {illness: name for names in ILLNESSES.values() for illness, name in names.items()}
ILLNESS_NAMES = {**LISTED_ILLNESSES, "other_illness": "其他疾病"}
INCOME_TYPES = {"W": "工资", "B": "经营净收入", "P": "财产净收入", "T": "转移净收入", "O": "其他收入"}
UNCOUNTED_ITEMS = {
    "veteran_preferential": "优待抚恤金",
    "fp_support": "计划生育奖励扶助金",
    "scholarship_grant": "奖学金、助学金",
    "bravery_award": "见义勇为奖励",
    "social_assistance": "政府救助款物",
    "basic_pension_central": "中央基础养老金",
    "work_injury_medical": "工伤医疗护理费",
    "funeral_money": "丧葬费",
    "injury_compensation_nonliving": "人身损害赔偿中生活费以外部分",
    "medical_reimbursement": "医疗救助和报销款",
    "housing_rent_subsidy": "住房租赁补贴",
    "elderly_no_income_subsidy": "老年人生活补助",
}
INCOME_ITEMS = {"ordinary": "", **UNCOUNTED_ITEMS, "old_age_allowance": "高龄津贴"}
DEDUCTIONS = {
    "tax": "个人所得税",
    "social_insurance": "社会保险个人缴费",
    "housing_fund": "住房公积金",
    "cost": "成本费用",
}
PERIODS = {"monthly": "每月", "total_12_months": "12个月合计"}
LEFT_OUT = {
    "unrelated": "与申请人无法定赡养、抚养、扶养关系",
    "deceased": "已于上月或更早去世",
    "conscript": "现役义务兵",
    "clergy_3y": "连续三年以上脱离家庭独立生活的宗教教职人员",
    "imprisoned": "在监狱内服刑",
    "compulsory_rehab": "在戒毒所强制隔离戒毒",
    "declared_missing": "宣告失踪",
    "postgraduate": "在读研究生",
    "not_co_resident": "不长期共同居住",
    "non_local_under_12_months": "非本地户籍，共同居住未满规定月数，须人工核实",
}
REASONS = {
    "income_not_below_standard": "人均收入不低于低保标准",
    "property_monetary": "货币财产超过限额",
    "property_homes": "房产不符合规定",
    "property_vehicles": "拥有机动车辆",
    "property_vehicles_manual": "车辆豁免尚待认定",
    "property_other": "有奢侈消费或自费出国留学",
    "no_local_hukou": "计入人口中没有本地户籍成员",
    "other_basic_living_benefit": "成员已享受其他基本生活救助",
    "dibao_eligible": "已符合低保条件",
    "income_above_edge_upper": "人均收入超过低保边缘家庭上限",
    "income_below_standard": "人均收入低于低保边缘家庭下限",
}
RIGID_REASONS = {
    "rigid_already_in_programme": "已享受或者符合低保、低保边缘、特困供养条件，按该类别办理",
    "rigid_income": "人均收入不低于上年全市居民人均可支配收入",
    "rigid_property": "财产不符合规定",
    "rigid_ratio": "刚性支出占家庭收入的比例不够",
}
EXPENDITURES = {
    "medical": "医疗支出",
    "education": "教育支出",
    "rehabilitation": "残疾康复支出",
    "living": "基本生活支出",
    "other_local": "区定其他支出",
}
ROUTES = {
    "SP_BAND": "重残重病人员参照单人户",
    "SP_HB": "低收入家庭单人保",
    "SP_ADULT_JOBLESS": "成年无业重度残疾人参照单人户",
}
PROGRAMMES = {
    "dibao": "低保",
    "edge_household": "低保边缘家庭",
    "tekun_support": "特困供养",
    "rigid_expenditure": "刚性支出困难家庭",
    "none": "不符合",
}
UPLIFTS = {
    "CU_DIS_A": "视力、肢体、智力、精神一至二级",
    "CU_DIS_B": "言语、听力一至二级，智力、精神三级",
    "CU_ILL_A": "重病清单甲类",
    "CU_ILL_B": "重病清单乙类",
    "CU_ILL_C": "重病清单丙类",
}
WARNINGS = {
    "non_local_member_check": "有非本地户籍成员共同居住未满规定月数，暂不计入，须人工核实。",
    "vehicle_exemption_check": "有治疗或康复用车，豁免尚未认定，须人工认定。",
    "central_pension_exclusion_unconfirmed": "“十四五”已结束，中央基础养老金是否继续不计入待确认。",
    "temporary_amounts_possibly_superseded": "2025年起新办法的金额尚未见到，暂按原额计算。",
}
