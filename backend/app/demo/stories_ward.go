package demo

// wardStories are the projects of wards, and those that are only ideas so far.
var wardStories = []script{
	{
		name: "汐見区 書かない窓口先行導入", kana: "しおみくかかないまどぐちせんこうどうにゅう", en: "Shiomi Ward: the counter without forms, pilot",
		org: "ward03", systems: "窓口受付・番号案内システム（汐見区）", tier: "B", risk: "low", build: 22, run: 16,
		purpose: "転入・転出の届出を職員が聞き取って入力し、来庁者は署名だけで済むようにする。滞在時間を平均52分から30分に縮め、結果を他区に示す。",
		begin:   "-410", finish: "+260", exec: "-140", live: "-35", last: "-20",
		topics: []string{"聞取り票の作成", "関連手続の案内", "職員の配置", "来庁者アンケート"},
		risks:  []hazard{{title: "聞取りに要する時間", text: "世帯の人数が多いと1件に40分を要する。", response: "事前のウェブ入力を勧め、予約枠を分ける。", impact: 2, likelihood: 4, due: "+29"}},
		steps:  []step{ok("G1", "-320"), ok("G2", "-235"), ok("G3", "-152"), cond("G5", "-44", demand{text: "滞在時間の測定方法を定め、導入前の値を記録すること。", weight: "essential", due: "-10", proof: "滞在時間測定要領及び導入前の測定値", reported: "-13", verified: "-11"})},
		plan:   "職員研修完了=-50;本稼働=-35;G6:+250", health: "gggg",
	},
	{
		name: "中小企業融資管理システム再構築", kana: "ちゅうしょうきぎょうゆうしかんりしすてむさいこうちく", en: "SME loan system: rebuild",
		org: "industry", systems: "中小企業融資管理システム", tier: "B", risk: "medium", build: 64, run: 52,
		purpose: "制度融資の申込みから保証・実行までの進捗を金融機関と共有し、申込みから実行までの日数を27日から18日に縮める。",
		begin:   "-24", finish: "+700", quiet: true,
		topics: []string{"金融機関との情報共有", "保証料補助の計算"},
		plan:   "G1:+110;G2:+260;G3:+330;G5:+560;本稼働:+580;G6:+690",
	},
	{
		name: "公園台帳のGIS移行", kana: "こうえんだいちょうのじーあいえすいこう", en: "Park ledger: move to the GIS",
		org: "parks", systems: "公園台帳システム", tier: "C", build: 9, run: 6, risk: "low",
		purpose: "公園979か所の遊具と樹木の台帳を地図上で管理し、点検の結果を現地で入力する。",
		begin:   "-12", finish: "+400", quiet: true,
		topics: []string{"遊具の点検記録", "樹木の位置"},
		plan:   "G1:+75;G3:+150;G5:+290;本稼働:+300",
	},
}
