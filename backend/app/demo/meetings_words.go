package demo

import (
	"miotsukushi/backend/domain/directives"
	"miotsukushi/backend/domain/meetings"
)

// sittings are the meetings of the headquarters: two that were held, and the third, which is being prepared.
func sittings() []sitting {
	return []sitting{firstSitting(), secondSitting(), thirdSitting()}
}

func firstSitting() sitting {
	return sitting{
		number: 1, on: "-231", absent: map[string]string{"head:education": "教育委員会事務局 学務課長"},
		agenda: []topicItem{
			{
				kind: meetings.KindReport, title: "ICT戦略本部の設置について", titleEn: "The ICT Strategy Headquarters", material: "資料1",
				proposal: "情報化推進会議を改め、市長を本部長とするICT戦略本部を設置した。ICT戦略室が事務局を担う。", decision: meetings.Noted,
			},
			{
				kind: meetings.KindReport, title: "監査からのICTリスクに関する提言について", titleEn: "ICT risks that auditors raised", material: "資料2",
				proposal: "近年、監査からのICTリスクに関する提言が増加している。主な提言と所管所属の対応方針を報告する。", decision: meetings.Commented,
				said: "期限を定め、対応状況を本部会議に報告すること。",
				directives: []order{{
					title: "監査指摘への対応期限と責任者の明確化", text: "すべての監査指摘について対応期限と責任者を定め、台帳に登録すること。", priority: "system_management", org: "ict_plan", due: "-150",
					reports: []told{
						{"-196", directives.Underway, "各所属に照会し、期限未設定の指摘を洗い出した。"},
						{"-158", directives.Complete, "全ての指摘について期限と責任者を定め、台帳への登録を終えた。"},
					}, confirmed: "-154",
				}},
			},
			{
				kind: meetings.KindApproval, title: "ICT戦略本部の運営について", titleEn: "How the headquarters works", material: "資料3",
				proposal: "重点案件の審査ゲート（G1、G5）を本部会議の承認案件とする。会議は概ね四半期に1回開催する。", decision: meetings.Approved,
			},
		},
		opinions: []statement{{
			office: "mayor", text: "所属ごとに同じようなシステムを持つことのないよう、全庁のシステムを見渡して整理してほしい。",
			orders: []order{{
				title: "全システムの台帳整備", text: "全所属のシステムを台帳に登録し、責任者と契約の期限を明らかにすること。", priority: "system_management", org: "ict_plan", due: "-120",
				reports: []told{
					{"-180", directives.Underway, "全所属に登録を依頼した。"},
					{"-132", directives.Complete, "全所属の登録が完了した。"},
				}, confirmed: "-128",
			}},
		}},
	}
}

func secondSitting() sitting {
	return sitting{
		number: 2, on: "-112", pack: true, absent: map[string]string{"head:crisis": "", "head:finance": "財政局 財務課長"},
		agenda: []topicItem{
			{
				kind: meetings.KindReport, title: "システム台帳の整備状況について", titleEn: "The register of systems", material: "資料1", blocks: []string{"systems.register"},
				proposal: "全所属のシステムを台帳に登録した。保守の期限と契約の期限が近いシステムを報告する。", decision: meetings.Noted,
			},
			{
				kind: meetings.KindReport, title: "アクションプランの実績について", titleEn: "Results of the action plans", material: "資料2", blocks: []string{"plans.all"},
				proposal: "これまでのアクションプランの実績を報告する。", decision: meetings.Noted,
			},
			{
				kind: meetings.KindApproval, title: "システムマネジメントの手引の改定について", titleEn: "The guide to system management, revised", material: "資料3",
				proposal: "審査ゲートの運用実績を踏まえ、システムマネジメントの手引を改定する。", decision: meetings.Conditional,
				said: "各所属への説明会を改定の施行前に行うこと。",
				directives: []order{{
					title: "改定した手引の説明会の実施", text: "全所属を対象に説明会を行い、出席状況を報告すること。", priority: "system_management", org: "ict_plan", due: "-30",
					reports: []told{{"-70", directives.Underway, "説明会を3回開催し、延べ48所属が出席した。"}, {"-12", directives.Complete, "残る所属への説明を終え、全所属が出席した。"}},
				}},
			},
		},
		opinions: []statement{
			{
				office: "mayor", text: "戸籍業務におけるAIの活用が成功すれば、他の業務でも職員の負担を減らせる。検索精度を高めるため、検証を行う区とケース数を増やしてほしい。",
				orders: []order{{
					title: "戸籍AIの検証対象区と検証ケース数の拡大", text: "関係局と協力し、検証を実施する区と検証ケース数を増やすこと。", priority: "ai", org: "civic", due: "+24",
					reports: []told{{"-58", directives.Underway, "追加候補の4区と実施時期を協議している。"}},
				}},
			},
			{
				office: "executive", text: "オンライン申請を取り扱うためにも、業務の標準化や効率化といったBPRに取り組みながら、できるものから率先して進めてほしい。",
				orders: []order{
					{
						title: "子育て関係手続のBPRとオンライン化計画の提出", text: "子育て世帯の手続について業務を見直し、オンライン化の時期を示すこと。", priority: "online_procedures", org: "children", due: "-9",
						reports: []told{{"-40", directives.Underway, "対象とする手続を選定し、現状の分析を進めている。"}},
					},
					{
						title: "介護関係手続の郵送交付の検討", text: "来庁せずに手続できるよう、郵送による交付の可否を検討すること。", priority: "online_procedures", org: "welfare", due: "+66",
					},
				},
			},
		},
	}
}

func thirdSitting() sitting {
	return sitting{
		number: 3, on: "+12",
		agenda: []topicItem{
			{
				kind: meetings.KindReport, title: "ICT関連予算状況", titleEn: "ICT budget", material: "資料1", blocks: []string{"budgets.years"},
				proposal: "基幹系システムの機種更新に向けた設計や構築により、予算は一時的に増加している。機種更新が終了すれば元の予算レベルに戻る見込みである。",
			},
			{
				kind: meetings.KindReport, title: "主要システム稼働実績", titleEn: "Availability of major systems", material: "資料2", blocks: []string{"availability.major"},
				proposal: "市民サービスにかかる大きなシステムの安定稼働を最重要視している。税務事務システムに停止があったが、全体の稼働率はほぼ100％である。",
			},
			{
				kind: meetings.KindReport, title: "ICT施策進捗", titleEn: "Progress of ICT measures", material: "資料3", blocks: []string{"plans.all", "plans.progress"},
				proposal: "これまでのアクションプランの実績と、実施中のアクションプランの進捗を報告する。",
			},
			{
				kind: meetings.KindReport, title: "「場所にとらわれない働き方」の実現に向けて", titleEn: "Work from any place", material: "資料4", blocks: []string{"disasters.all"},
				proposal: "個人所有のスマートフォンや自宅のパソコンから、メール、予定表、チャットを利用できるようにした。災害時のポータルサイトを設け、管理職以上の職員は普段から活用する。",
			},
			{
				kind: meetings.KindReport, title: "戸籍事務のAI化", titleEn: "AI for family-register work", material: "資料5", blocks: []string{"pilots.all"},
				proposal: "2区の戸籍業務にAIを試験導入している。検索精度の向上に向け、検証を実施する区とケース数を増やす。",
			},
			{
				kind: meetings.KindApproval, title: "ICT戦略アクションプランについて", titleEn: "The ICT action plan", material: "資料6", plan: true, blocks: []string{"plans.all"},
				proposal: "ICT戦略に基づくアクションプラン（案）の基本的な考え方と主な取組について承認する。",
			},
			{
				kind: meetings.KindApproval, title: "行政手続きオンライン化推進計画について", titleEn: "Plan for online procedures", material: "資料7", blocks: []string{"procedures.thirds"},
				proposal: "約3,500の行政手続について、市がめざす申請・手続の在り方と、オンライン化の進め方を承認する。",
			},
			{
				kind: meetings.KindApproval, title: "データ活用の推進に向けて", titleEn: "Use of data", material: "資料8", blocks: []string{"datasets.quality"},
				proposal: "市が保有するデータの棚卸を行い、データに基づく政策立案（EBPM）とオープンデータの質の向上を進めることを承認する。",
			},
			{
				kind: meetings.KindApproval, title: "システムマネジメントの強化について", titleEn: "Stronger system management", material: "資料9",
				blocks:   []string{"maturity.levels", "systems.register", "findings.open", "health.portfolio"},
				proposal: "個人の能力に依存している状態から、組織としてプロジェクト管理が反復可能である状態をめざす。全システムについて整理・機能再編を進めることを承認する。",
			},
		},
	}
}
