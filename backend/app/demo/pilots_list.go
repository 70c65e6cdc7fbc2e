package demo

import "miotsukushi/backend/domain/pilots"

// trials are the pilots of the demo city: the family register's, whose interval is still too wide, one that may be widened,
// one whose day of decision is over, one that was widened, one that was ended, and one that is only planned.
func trials() []trial {
	n := func(v int64) *int64 { return &v }
	use := func(uses ...int64) (out []pilots.Reading) {
		for _, u := range uses {
			out = append(out, pilots.Reading{Uses: n(u)})
		}
		return out
	}
	asked := func(list []pilots.Reading, of, satisfied int64) []pilots.Reading {
		list[len(list)-1].Respondents, list[len(list)-1].Satisfied = n(of), n(satisfied)
		return list
	}
	const lookFirst = "AIの回答は参考とし、根拠の条文・先例を職員が確かめてから判断する。誤答は登録し、週1回、実施責任者が原因を確かめる。"
	return []trial{
		{
			org: "registry", wards: []int{2, 6}, starts: 230, ends: -45, continued: 85, before: 780, after: 290,
			draft: pilots.Draft{
				Name: "戸籍事務のAI検索", Kana: "こせきじむのえーあいけんさく", NameEn: "AI search for family-register work", Business: "戸籍の届出審査", BusinessEn: "Examination of family-register notifications",
				Technology: "search", Purpose: "法令・先例・質疑応答の検索を助け、経験の浅い職員でも速く正しく審査できるようにする。", TargetCases: 200,
				PersonalData: "masked", PrivacyNote: "照会文から氏名・本籍・生年月日を除いてから入力する。入力の記録は市の機器の中だけに置き、実証の終了時に消去する。",
				Accountability: "回答には根拠とした条文・先例を必ず付け、住民には職員が根拠を示して説明する。", HumanCheck: lookFirst,
				OneOffCost: n(18_000_000), YearlyCost: n(6_400_000), Readings: asked(use(310, 420, 505), 24, 17),
			},
			criteria: pilots.CriteriaDraft{Metric: pilots.FirstThree, TargetPercent: 80, MinCases: 100, MinSecondsSaved: n(180), MinTimed: n(50), GiveUp: "200件を検証して、3位以内正答率の下限が60%に届かないとき。"},
			sets: []answers{
				{edition: "第1版", what: "出生・婚姻など届出12種について、過去の照会から作った60問。", since: 236, first: 31, later: 14, wrong: 15},
				{edition: "第2版", what: "届出36種に広げ、先例の改廃を反映した問題。第1版とは問題が異なる。", since: 80, first: 44, later: 14, wrong: 10, open: 3},
			},
		},
		{
			org: "waste", wards: []int{0, 3, 8, 14}, starts: 150, ends: -9, before: 260, after: 95,
			draft: pilots.Draft{
				Name: "粗大ごみ受付のAIチャットボット", NameEn: "AI chatbot for bulky waste", Business: "粗大ごみの問合せ対応", BusinessEn: "Enquiries about bulky waste", Technology: "chat",
				Purpose: "夜間・休日にも品目と手数料を案内し、電話のつながりにくさを減らす。", TargetCases: 400, PersonalData: "none",
				Accountability: "AIによる案内であることを画面に示し、電話でも尋ねられるようにする。", HumanCheck: "日々の応答から抜き出し、受付の職員が品目と手数料を確かめる。誤った案内をした人には電話で訂正する。",
				OneOffCost: n(4_200_000), YearlyCost: n(3_100_000), Readings: asked(use(2_900, 3_450, 4_120), 30, 26),
			},
			criteria: pilots.CriteriaDraft{Metric: pilots.FirstPlace, TargetPercent: 85, MinCases: 300, MinSatisfied: n(70), MinAsked: n(20), GiveUp: "300件で下限が70%に届かないとき。"},
			sets:     []answers{{edition: "第1版", what: "品目名の言い換えを含む、実際の問合せから抜き出したもの。", since: 155, first: 388, later: 18, wrong: 14}},
		},
		{
			org: "tax", wards: []int{1, 5, 11}, starts: 120, ends: 12, before: 95, after: 38,
			draft: pilots.Draft{
				Name: "給与支払報告書のAI-OCR", NameEn: "AI OCR for wage reports", Business: "市税の課税資料の入力", BusinessEn: "Input of tax documents", Technology: "ocr",
				Purpose: "当初課税の時期の入力作業を減らし、誤りを減らす。", TargetCases: 300, PersonalData: "personal",
				PrivacyNote: "庁内のネットワークに置いた機器だけで読み取り、外部へは送らない。読み取った画像は課税の確定後に消去する。", Accountability: "読み取り結果は入力の補助とし、課税の根拠は原本とする。",
				HumanCheck: "金額の欄は、2人の職員が原本と突き合わせる。", OneOffCost: n(9_800_000), Readings: use(1_800, 2_240),
			},
			criteria: pilots.CriteriaDraft{Metric: pilots.FirstPlace, TargetPercent: 95, MinCases: 100, MinSecondsSaved: n(30), MinTimed: n(50), GiveUp: "手書きの帳票で、読み取りの下限が85%に届かないとき。"},
			sets:     []answers{{edition: "帳票2種・第1版", what: "活字と手書きの帳票を半分ずつ。", since: 125, first: 171, wrong: 6, open: 2}},
		},
		{
			org: "ict_plan", manager: "ict_infra", wards: []int{4, 9}, starts: 300, ends: 55, over: 62, before: 9_000, after: 3_300,
			draft: pilots.Draft{
				Name: "会議録作成の音声認識", NameEn: "Speech recognition for minutes", Business: "会議録の作成", BusinessEn: "Making of minutes", Technology: "speech",
				Purpose: "録音からの書き起こしにかかる時間を減らす。", TargetCases: 200, PersonalData: "masked", PrivacyNote: "個人に関わる議事は対象としない。録音は会議録の確定後に消去する。",
				Accountability: "会議録は、出席者の確認を経て確定する。", HumanCheck: "担当の職員が録音と突き合わせ、発言者と数値を必ず確かめる。", OneOffCost: n(1_500_000), YearlyCost: n(2_400_000),
				Readings: asked(use(62, 88, 97), 41, 37),
			},
			criteria: pilots.CriteriaDraft{Metric: pilots.FirstPlace, TargetPercent: 90, MinCases: 150, MinSecondsSaved: n(1800), MinTimed: n(50), GiveUp: "修正にかかる時間が、書き起こしの半分を超えるとき。"},
			sets:     []answers{{edition: "第1版", what: "会議の種類ごとに、5分の発言を1件と数えたもの。", since: 305, first: 228, later: 7, wrong: 5}},
			decision: &pilots.DecisionDraft{
				Outcome: pilots.Widen, Reason: "判定基準をすべて満たし、作成の時間が3分の1ほどになった。", Scope: "全局・全区の庁内会議。個人に関わる議事は除く。", Meeting: "ICT戦略本部会議",
				Lessons: "マイクの配置で正答率が大きく変わる。会議室ごとの設置の手引きを先に配ること。",
			},
		},
		{
			org: "roads", wards: []int{7, 10}, starts: 400, ends: 150, over: 160, laterAt: 250,
			draft: pilots.Draft{
				Name: "道路損傷の画像認識", NameEn: "Image recognition of road damage", Business: "道路の巡視点検", BusinessEn: "Road patrol", Technology: "vision",
				Purpose: "巡視車の映像から舗装の損傷を見つけ、補修の漏れを減らす。", TargetCases: 150, PersonalData: "masked", PrivacyNote: "人の顔と車両番号は、撮影した機器の中でぼかしてから取り出す。",
				Accountability: "補修の要否は、職員が現地で判断する。", HumanCheck: "検出の有無にかかわらず、同じ区間を職員が点検し、見落としを数える。", OneOffCost: n(7_600_000), YearlyCost: n(5_200_000), Readings: asked(use(120, 85), 12, 3),
			},
			criteria: pilots.CriteriaDraft{Metric: pilots.FirstPlace, TargetPercent: 85, MinCases: 120, GiveUp: "120件で下限が65%に届かないとき。"},
			later:    &pilots.CriteriaDraft{Metric: pilots.FirstPlace, TargetPercent: 80, MinCases: 120, GiveUp: "120件で下限が65%に届かないとき。", Reason: "補修の対象を大きな損傷に絞ったため。"},
			sets:     []answers{{edition: "第1版", what: "職員の点検で損傷を確かめた箇所。", since: 405, first: 101, later: 22, wrong: 37}},
			decision: &pilots.DecisionDraft{
				Outcome: pilots.End, Reason: "正答率の下限が、終了とする条件の65%に届かず、雨天と日陰での見落としが続いた。費用に見合わない。",
				Lessons: "評価セットは晴天の映像に偏っていた。天候・時間帯を先に決めて集めること。撮影の機器を替えると正答率が変わるため、機器を固定してから始めること。", Meeting: "ICT戦略本部会議",
			},
		},
		{
			org: "childcare", wards: []int{12, 15, 20}, starts: -20, ends: -200,
			draft: pilots.Draft{
				Name: "保育施設の利用調整の最適化", NameEn: "Matching of nursery places", Business: "保育施設の利用調整", BusinessEn: "Allocation of nursery places", Technology: "matching",
				Purpose: "兄弟の同時入所などの希望を踏まえた割当てにかかる日数を減らす。", TargetCases: 200, PersonalData: "masked", PrivacyNote: "児童の氏名を番号に置き換えて計算する。",
				Accountability: "選考の基準と点数は公表しているものを使い、結果の理由を保護者に説明できるようにする。", HumanCheck: "計算の結果は、職員が手で行った前年度の結果と1件ずつ突き合わせる。",
			},
			criteria: pilots.CriteriaDraft{Metric: pilots.FirstPlace, TargetPercent: 95, MinCases: 200, GiveUp: "前年度の結果と異なる理由を説明できない割当てがあるとき。"},
		},
	}
}
