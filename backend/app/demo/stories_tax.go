package demo

// taxStories are the other projects of the Tax Section, the working day of the
// sign-ins pm and head.
var taxStories = []script{
	{
		name: "収納消込システム キャッシュレス納付対応", kana: "しゅうのうけしこみしすてむきゃっしゅれすのうふたいおう", en: "Receipts reconciliation: cashless payment",
		org: "tax", systems: "収納消込システム", tier: "A", risk: "medium", build: 210, run: 160,
		purpose: "地方税統一QRコードとコード決済による納付を全税目に広げ、消込を日次の自動処理に改める。納付書の窓口取扱いを年間46万件減らす。",
		begin:   "-540", finish: "+400", exec: "-205", last: "-52",
		topics: []string{"統一QRコードの消込", "コード決済の取消処理", "日次消込の自動化", "領収データの様式変更"},
		risks: []hazard{
			{title: "決済事業者の障害時の扱い", text: "障害時に納付済みの確認ができず、督促状を誤って送る恐れがある。", response: "障害の通知を受けた日の督促を止める手順を定める。", impact: 4, likelihood: 3, due: "-4"},
			{title: "結合テスト環境の不足", text: "決済事業者の試験環境が週2日しか使えない。", response: "疑似応答の装置を用意し、残りの日の試験を進める。", impact: 3, likelihood: 4, issue: true, due: "+11"},
		},
		steps: []step{
			ok("G0", "-475"), ok("G1", "-385"), ok("G2", "-295"),
			cond("G3", "-218",
				demand{text: "コード決済事業者2社の障害時の連絡体制と督促停止の手順を書面で定めること。", weight: "essential", due: "-16", proof: "障害時連絡体制に関する覚書"},
				demand{text: "再委託先の情報セキュリティ体制を現地で確認すること。", weight: "essential", due: "-150", proof: "再委託先実地確認報告書", reported: "-158", verified: "-152"}),
			ok("G4", "-120"),
		},
		plan: "基本設計完了=-72/-80;結合テスト完了:+9;総合テスト完了:+52;G5:+86;本稼働:+100;G6:+395", health: "ggga", sore: "quality",
		words: words{
			summary:  "結合テストに着手したが、決済事業者の試験環境の制約により消化が計画を1割下回っている。",
			achieved: "統一QRコードの消込の単体テストを終えた。\n領収データの様式変更について指定金融機関と合意した。",
			next:     "疑似応答の装置を用いて結合テストの遅れを取り戻す。\n障害時の連絡体制について事業者2社と覚書を交わす。",
			issues:   "試験環境が週2日に限られ、取消処理の試験が進んでいない。",
		},
	},
	{
		name: "固定資産評価システム再構築", kana: "こていしさんひょうかしすてむさいこうちく", en: "Property assessment system: rebuild",
		org: "tax", systems: "固定資産評価システム", tier: "A", risk: "medium", build: 420, run: 265,
		purpose: "次の評価替えに合わせて家屋・土地の評価システムを再構築する。航空写真の差分判読と現地調査の端末入力により、家屋1棟の評価に要する時間を3.2時間から2時間に縮める。",
		begin:   "-345", finish: "+690", last: "-33",
		topics: []string{"家屋評価の端末入力", "航空写真の差分判読", "路線価データの取込み", "評価調書の移行", "登記情報との連携"},
		risks: []hazard{
			{title: "評価替えに間に合わない", text: "稼働が評価替えの前年7月を過ぎると、次の評価替えまで3年待つことになる。", response: "契約前審査までに評価替えから逆算した工程を確定する。", impact: 4, likelihood: 2, due: "+70", byHead: true},
			{title: "評価調書の紙資料", text: "昭和期の評価調書約8万件が紙で残っている。", response: "スキャンを先行して発注し、検索用の見出しだけを移行する。", impact: 2, likelihood: 4, due: "+19"},
		},
		steps: []step{
			ok("G0", "-272"), ok("G1", "-150"), {gate: "G2", kind: drafted, at: "-9", lacks: []string{"G2-5", "G2-7"}},
		},
		plan: "要件定義書の確定=-17/-21;G2:+26;G3:+140;G4:+225;基本設計完了:+315;総合テスト完了:+520;G5:+548;本稼働:+570;G6:+685", health: "ggg",
		words: words{
			summary:  "要件定義書を確定し、調達前審査の申請書類を準備している。予算要求前審査で承認を受けた経費の範囲内である。",
			achieved: "家屋評価の端末入力について、現地調査員12名による試行を行い、画面の改善点19件を要件に反映した。\n路線価データの取込み仕様を確定した。",
			next:     "予定価格積算書と情報セキュリティ要件確認票を整え、調達前審査（G2）を申請する。",
			issues:   "特になし",
		},
	},
	{
		name: "市税証明オンライン申請連携", kana: "しぜいしょうめいおんらいんしんせいれんけい", en: "Tax certificates: online application",
		org: "tax", systems: "市税証明コンビニ交付連携", tier: "B", risk: "low", build: 41, run: 26,
		purpose: "市税の証明書をスマートフォンから申請し、電子納付と郵送交付で受け取れるようにする。窓口での証明書請求を3割減らす。",
		begin:   "-500", finish: "+410", exec: "-180", last: "-12",
		topics: []string{"電子納付との連携", "郵送交付の進捗表示", "本人確認の方式", "手数料の減免判定"},
		risks:  []hazard{{title: "郵送の遅延", text: "申請から到着まで5日を要し、急ぐ申請者は窓口に来る。", response: "コンビニ交付への案内を申請画面に加える。", impact: 2, likelihood: 3, due: "+25"}},
		steps: []step{
			ok("G1", "-365"), skip("G2", "-270", "行政手続オンラインシステムの既存契約の範囲で実施し、新たな調達を行わないため省略する。"), ok("G3", "-195"),
		},
		plan: "連携試験完了=-20;移行リハーサル（第2回）:+6;G5:+34;本稼働:+48;G6:+405", health: "gggg",
	},
	{
		name: "税滞納整理AI架電実証", kana: "ぜいたいのうせいりえーあいかでんじっしょう", en: "Tax arrears: AI telephone reminders, trial",
		org: "tax", systems: "税滞納整理支援システム", tier: "C", risk: "low", build: 11, run: 8,
		purpose: "現年度の少額滞納者への納付案内をAIの自動架電で行い、職員の架電時間を年間1,900時間減らせるかを確かめる。応答率25%を本格導入の条件とする。",
		begin:   "-78", finish: "+250", last: "-23",
		topics: []string{"架電対象の抽出条件", "応答率の測定", "苦情への対応", "納付書の再送"},
		risks:  []hazard{{title: "架電への苦情", text: "自動音声による案内に不安を覚える納税者がいる。", response: "事前に通知書で案内し、職員につなぐ番号を設ける。", impact: 3, likelihood: 3, due: "+13"}},
		steps:  []step{{gate: "G1", kind: coordinating, at: "-3"}},
		plan:   "G1:+12;G3:+70;G5:+120;試行開始:+130;検証結果のとりまとめ:+240", health: "g",
	},
}
