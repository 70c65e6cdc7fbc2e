package demo

// planTwo is the action plan of FY2018–2020, written as planOne is. x marks what was withdrawn.
const planTwo = `
## AI|AIの活用|Use of AI|ai
registry|戸籍事務AI検索支援の検索精度の向上|AI search for family register work: better answers
consult|問合せ応答AIの導入|AI answers to citizens' questions
tax|RPAによる税務定型業務の自動化|Routine tax work automated
ict_plan|議事録作成支援AIの全庁展開|AI support for minutes, all offices
>|roads|道路損傷の画像診断の試行|Road damage found in pictures, trial
+1|childcare|保育所入所選考AIの導入|AI for placing children in nurseries
## ONL|行政手続のオンライン化|Online procedures|online_procedures
ict_plan|行政手続オンライン化推進計画の策定|Plan for online procedures
ict_plan|行政手続オンラインシステムの構築|Online procedures system
registry|郵送交付による来庁不要手続の拡大|More procedures without a visit, by post
family|子育て手続のオンライン化|Procedures for families online
care|介護手続のオンライン化|Care procedures online
tax|市税証明の電子申請|Tax certificates: electronic application
insurance|国民健康保険手続のオンライン化|Health insurance procedures online
ict_plan|手続の標準化とBPRの推進|Procedures standardised and re-engineered
+1|ict_plan|キャッシュレス納付の導入|Cashless payment
+2|industry|給付金申請のオンライン受付|Benefits: online application
## DATA|データの活用|Use of data|data
ict_plan|保有データの棚卸し|Inventory of the city's data
ict_plan|データ活用専任チームによる分析支援|Analysis by a team for data
planning|EBPMの試行と手引の作成|Evidence-based policy: trial and guide
ict_plan|オープンデータの品質向上|Better open data
crisis|災害時データ連携の整備|Data shared in a disaster
>|publichealth|健診・医療データの分析基盤|Analysis of health data
## WORK|場所にとらわれない働き方|Work from any place|work_style
ict_infra|コミュニケーション基盤の全庁展開|Communication platform for all staff
crisis|災害ポータルの設置と訓練|Disaster portal and drills
personnel|在宅勤務制度の本格実施|Work from home for all
records|電子決裁の徹底|All decisions electronic
+2|ict_infra|在宅勤務用端末の緊急整備|Devices for work from home, urgent
## SYS|システムマネジメントの強化|Stronger system management|system_management
ict_sysmgmt|プロジェクト管理の反復可能化|Project management that can be repeated
ict_sysmgmt|ゲート審査の導入|Review gates
ict_sysmgmt|全システムの整理・機能再編方針の策定|Policy for putting every system in order
ict_sysmgmt|監査指摘への対応の一元管理|Findings followed up in one place
ict_sysmgmt|システム人材の育成と配置|People for systems: training and posts
x|ict_sysmgmt|共同調達の広域実施|Joint procurement with neighbours
## INF|基幹系システムの機種更新|Renewal of the core systems|infrastructure
tax|税務事務システムの機種更新|Tax administration system: renewal
registry|住民基本台帳等事務システムの機種更新|Resident systems: renewal
insurance|国民健康保険等システムの機種更新|Health insurance systems: renewal
care|介護保険システムの機種更新|Long-term care system: renewal
ict_infra|共通基盤システムの機種更新|Common platform: renewal
ict_infra|業務系ネットワークの更新|Core business network: renewal
>|ict_infra|仮想端末の全庁展開|Virtual desktops for all
`

// planThree is the action plan of FY2021–2023.
const planThree = `
## AI|AIの活用|Use of AI|ai
tax|税滞納整理AI架電の実証|Tax arrears: AI telephone reminders, trial
consult|問合せ応答AIの対象拡大|AI answers for more subjects
roads|道路損傷の画像診断の本格実施|Road damage found in pictures
ict_plan|RPA共通基盤の整備|RPA platform
+2|ict_plan|生成AIの利用指針の策定|Guideline for generative AI
## ONL|行政手続のオンライン化|Online procedures|online_procedures
ict_plan|来庁不要手続の割合の向上|Larger share of procedures without a visit
ward03|書かない窓口の先行導入|The counter without forms, pilot
family|子育て手続のワンストップ化|One stop for families
ict_plan|キャッシュレス納付の対象拡大|Cashless payment for more fees
publichealth|予防接種予約のオンライン化|Vaccinations: booking online
>|building|建築確認の電子申請|Building permits: electronic filing
+1|insurance|保険料減免申請のオンライン化|Premium reductions: online application
## DATA|データの活用|Use of data|data
ict_plan|データ連携・利活用基盤の設計|Design of the data platform
ict_plan|推奨データセットへの準拠|Datasets to the national standard
planning|EBPMの全庁展開|Evidence-based policy in all bureaus
crisis|避難情報の多言語配信|Evacuation notices in more languages
## WORK|働き方の改革|New ways of work|work_style
ict_infra|庁内無線LANの全庁整備|Wireless LAN everywhere
personnel|勤務管理の見直し|Attendance rules revised
records|押印・書面の見直し|Fewer seals and papers
+1|ict_infra|ビデオ会議室の増設|More rooms for video calls
## SYS|システムマネジメント|System management|system_management
ict_sysmgmt|標準準拠システムへの移行計画|Plan for moving to the national standard
ict_sysmgmt|品質保証の仕組みの試行|Quality assurance, trial
ict_sysmgmt|システム台帳の整理と廃止|Systems retired
ict_sysmgmt|デジタル人材育成方針の策定|Policy for digital skills
x|ict_sysmgmt|ベンダー評価制度の導入|Rating of vendors
## INF|情報基盤|Infrastructure|infrastructure
ict_infra|共通クラウドの利用方針|Policy for the common cloud
ict_infra|庁内情報ネットワークの再設計|Internal network redesigned
dispatch|消防指令管制システムの更新計画|Plan for renewing fire dispatch
>|school|学習用端末の更新計画|Plan for renewing learning devices
`

// planFour is the plan whose period holds today on most days.
const planFour = `
## AI|AIの活用|Use of AI|ai
ict_plan|生成AIの全庁利用と研修|Generative AI for all staff, with training
consult|コールセンター AI応答の導入|Call centre: AI answers
tax|税務調査対象の選定支援AI|AI to choose tax audits
registry|戸籍・住民記録の照会支援AI|AI support for register enquiries
care|介護認定調査票の点検AI|AI to check care assessments
+1|ict_plan|AI利用の評価基準の整備|Standard for judging the use of AI
## ONL|行政手続のオンライン化|Online procedures|online_procedures
ict_plan|来庁不要手続の拡大(2,300手続)|Procedures without a visit: 2,300
tax|市税証明オンライン申請の連携|Tax certificates: online application
ward03|書かない窓口の全区展開|The counter without forms in every ward
school|学校給食費 口座振替のオンライン登録|School lunch fees: direct debit online
waste|粗大ごみ受付のオンライン決済|Bulky waste booking: online payment
building|建築確認の電子申請の定着|Building permits: electronic filing in daily use
family|母子健康手帳アプリの刷新|Mother and child handbook app
insurance|国民健康保険手続の完全オンライン化|Health insurance wholly online
+1|ict_plan|電子交付(電子証明書)の開始|Documents delivered electronically
## DATA|データの活用|Use of data|data
ict_plan|データ連携・利活用基盤の構築|Data use platform
ict_plan|オープンデータの品質80点以上の割合の向上|More datasets of 80 points and above
planning|都市計画・統合型GISの統合|City planning GIS merged
budget|EBPMによる予算編成の試行|Evidence-based budgeting, trial
crisis|災害時の被害情報の集約|Damage reports in one place
## WORK|働き方の改革|New ways of work|work_style
ict_infra|端末のインターネット接続系への移行|Terminals moved to the internet zone
personnel|勤務場所を選べる職場の拡大|More offices with a choice of place
crisis|管理職の災害ポータル利用の徹底|Managers use the disaster portal
+2|records|公文書の電子的管理の完成|Records wholly electronic
## SYS|システムマネジメント|System management|system_management
ict_sysmgmt|品質保証ができるシステム開発(レベル3)|Development of assured quality (level 3)
ict_sysmgmt|ゲート審査の証拠の充実|Better evidence at review gates
ict_sysmgmt|監査指摘の期限内完了|Findings closed in time
ict_sysmgmt|全システムの整理・機能再編の実施|Every system put in order
ict_sysmgmt|デジタル人材の育成(300人)|Digital skills: 300 people
## INF|標準化と基盤|Standards and infrastructure|infrastructure
tax|税務事務システムの再構築|Tax administration system: rebuild
registry|住民基本台帳システムの標準準拠移行|Resident register: national standard
insurance|国民健康保険システムの標準準拠移行|Health insurance: national standard
care|介護保険システムの標準準拠移行|Long-term care: national standard
ict_infra|共通基盤システムのクラウド移行|Common platform: move to the cloud
ict_infra|庁内情報ネットワークの再構築|Internal network: rebuild
dispatch|消防指令管制システムの更新|Fire dispatch: renewal
school|学習用端末の更新|Learning devices: renewal
`

// planNext is what stands in a plan that is being written.
const planNext = `
## AI|AIの活用|Use of AI|ai
ict_plan|AIによる窓口案内の全区展開|AI guides at every counter
consult|多言語AI相談の開始|AI consultation in more languages
tax|課税資料の自動点検|Tax papers checked automatically
## ONL|行政手続のオンライン化|Online procedures|online_procedures
ict_plan|すべての手続のオンライン完結|Every procedure online from end to end
registry|出生・転居の一括手続|Birth and moving: everything at once
family|子育て給付の申請不要化|Child benefits without application
## DATA|データの活用|Use of data|data
ict_plan|部局横断のデータ分析サービス|Data analysis across bureaus
budget|EBPMによる事業評価の全庁実施|Evidence-based evaluation everywhere
## SYS|システムマネジメント|System management|system_management
ict_sysmgmt|定量的なプロジェクト管理への移行|Towards project management by numbers
ict_sysmgmt|システム数の1割削減|One tenth fewer systems
## INF|情報基盤|Infrastructure|infrastructure
ict_infra|クラウド利用料の最適化|Cloud costs kept down
ict_infra|災害時の業務継続基盤|Continuity in disasters
`

// measured are the KPIs of actions by their name: name;unit;baseline;target;actual values by year;revised target. A target
// below the baseline is to be reached by going down.
var measured = map[string]string{
	"電子申請サービスの対象手続の拡大":      "オンライン申請ができる手続;件;120;300;165,240,322;",
	"証明書コンビニ交付の開始":          "コンビニ交付の割合;%;0;15;0,9,16.5;",
	"オープンデータポータルの開設":        "公開データセット;件;0;500;180,390,540;",
	"情報セキュリティ研修の全職員実施":      "受講率;%;62;100;88,97,100;",
	"サーバ統合の推進":              "個別サーバ;台;412;250;380,310,246;",
	"行政手続オンラインシステムの構築":      "来庁不要の手続;件;1150;2300;1240,1610,2280;2000",
	"戸籍事務AI検索支援の検索精度の向上":    "上位3件の正答率;%;61;85;70,82,86;90",
	"オープンデータの品質向上":          "品質80点以上の割合;%;18;50;24,37,52;",
	"コミュニケーション基盤の全庁展開":      "管理職の利用率;%;30;100;84,99,100;",
	"プロジェクト管理の反復可能化":        "計画内に完了した案件;%;48;80;55,66,81;",
	"来庁不要手続の割合の向上":          "来庁不要の割合;%;66;80;69,74,79;",
	"システム台帳の整理と廃止":          "廃止したシステム;件;0;20;4,11,21;",
	"生成AIの全庁利用と研修":          "月1回以上使う職員;%;12;70;38,55;",
	"来庁不要手続の拡大(2,300手続)":    "来庁不要の手続;件;2050;2300;2110,2190;2400",
	"書かない窓口の全区展開":           "導入した区;区;1;24;4,9;",
	"オープンデータの品質80点以上の割合の向上": "品質80点以上の割合;%;52;75;58,63;80",
	"品質保証ができるシステム開発(レベル3)":  "レベル3を満たす所属;所属;0;6;1,2;",
	"監査指摘の期限内完了":            "期限内完了率;%;71;95;79,86;",
	"デジタル人材の育成(300人)":       "認定した職員;人;40;300;120,205;",
	"全システムの整理・機能再編の実施":      "稼働システム;件;318;280;309,301;270",
	"税務事務システムの再構築":          "窓口の平均処理時間;分;14;8;14;",
	"粗大ごみ受付のオンライン決済":        "オンライン決済の割合;%;0;60;22,41;",
	"コールセンター AI応答の導入":       "AIで完結した問合せ;%;0;40;;",
	"データ連携・利活用基盤の構築":        "連携したデータ;件;0;120;18,46;",
	"国民健康保険手続の完全オンライン化":     "オンライン申請率;%;21;60;27,33;",
}

// carriedBy are the projects and systems that carry actions of the present plan: projects;systems.
var carriedBy = map[string][2]string{
	"コールセンター AI応答の導入":      {"コールセンター AI応答導入", ""},
	"市税証明オンライン申請の連携":       {"市税証明オンライン申請連携", "税務事務システム"},
	"書かない窓口の全区展開":          {"汐見区 書かない窓口先行導入", ""},
	"学校給食費 口座振替のオンライン登録":   {"学校給食費 口座振替オンライン登録", ""},
	"粗大ごみ受付のオンライン決済":       {"粗大ごみ受付 オンライン決済", ""},
	"母子健康手帳アプリの刷新":         {"母子健康手帳アプリ刷新", ""},
	"データ連携・利活用基盤の構築":       {"データ連携・利活用基盤構築", ""},
	"都市計画・統合型GISの統合":       {"都市計画情報システム・統合型GIS統合", ""},
	"税務事務システムの再構築":         {"税務事務システム再構築", "税務事務システム"},
	"住民基本台帳システムの標準準拠移行":    {"住民基本台帳システム標準準拠移行", ""},
	"国民健康保険システムの標準準拠移行":    {"国民健康保険システム標準準拠移行", ""},
	"介護保険システムの標準準拠移行":      {"介護保険システム標準準拠移行", ""},
	"共通基盤システムのクラウド移行":      {"共通基盤システム クラウド移行", "共通基盤システム,バックアップ統合基盤"},
	"庁内情報ネットワークの再構築":       {"庁内情報ネットワーク再構築", "庁内情報ネットワーク,職員認証基盤"},
	"消防指令管制システムの更新":        {"消防指令管制システム更新", ""},
	"学習用端末の更新":             {"学習用端末更新管理", ""},
	"品質保証ができるシステム開発(レベル3)": {"", "共通基盤システム"},
}
