package demo

// planOne is the action plan of FY2015–2017: themes and, under each, "section|name|English name". Lines with +n were added
// in the n-th year after the first; the ones with > go on in the next plan.
const planOne = `
## AI|先端技術の調査|Study of new technology|ai
ict_plan|先端技術の行政活用に関する調査|Study of new technology for the city's work
consult|コールセンター応答記録の分析|Analysis of the call centre's records
>|registry|戸籍事務の知識継承に関する調査|Study of passing on knowledge in family register work
+1|ict_plan|会議録作成への音声認識の試行|Speech recognition for minutes, trial
+2|registry|戸籍事務AI検索支援の試験導入|AI search for family register work, trial in two wards
+2|tax|税務照会文書の自動読取の試行|Automatic reading of tax enquiries, trial
## ONL|行政手続のオンライン化|Online procedures|online_procedures
ict_plan|電子申請サービスの対象手続の拡大|More procedures in the e-application service
tax|地方税電子申告の利用拡大|Wider use of electronic tax filing
tax|市税のコンビニ納付の拡大|Payment of city taxes at convenience stores
registry|証明書コンビニ交付の開始|Certificates at convenience stores
waste|粗大ごみ収集のインターネット受付|Bulky waste booking on the web
library|図書館資料の予約・延長のオンライン化|Library reservations and extensions online
parks|公園施設予約のオンライン化|Park facilities: booking online
contract|電子入札の対象拡大|Electronic bidding for more contracts
building|建築計画概要書の閲覧の電子化|Building plan outlines on screen
childcare|保育施設の空き情報の公開|Vacancies in childcare facilities on the web
family|子育て手続の案内の電子化|Guide to procedures for families online
election|期日前投票所の混雑状況の公開|Waiting times at early polling stations
publichealth|がん検診のインターネット予約|Cancer screening: booking on the web
>|insurance|国民健康保険料の口座振替オンライン登録|Insurance premiums: direct debit set up online
+1|consult|市民の声の受付の多言語化|Citizens' comments in more languages
+1|school|学校給食費の口座振替の電子化|School lunch fees: electronic direct debit
+1|roads|道路占用許可申請の電子受付|Road occupation permits: electronic filing
+2|care|介護事業者の届出の電子受付|Care providers' notices: electronic filing
## DATA|データの活用と公開|Use and opening of data|data
ict_plan|オープンデータポータルの開設|Open data portal
ict_plan|オープンデータの公開指針の策定|Guideline for open data
planning|都市計画情報のウェブ公開|City planning information on the web
roads|道路台帳図の公開|Road ledger maps opened
crisis|避難所・防災情報のデータ公開|Shelters and disaster information as data
industry|産業統計データの公開|Industry statistics opened
library|地域資料のデジタルアーカイブ|Digital archive of local material
publichealth|食品営業施設一覧のデータ公開|List of food businesses as data
waste|ごみ収集日データの公開|Waste collection days as data
budget|予算・決算データの公開|Budget and accounts as data
+1|parks|公園・街路樹データの公開|Parks and street trees as data
+1|dispatch|AED設置場所データの公開|AED locations as data
+2|ict_plan|データ活用人材の研修|Training in the use of data
+2|planning|人口・世帯推計の小地域データ公開|Small-area population data
## WORK|場所にとらわれない働き方|Work from any place|work_style
ict_plan|庁内無線LANの試行導入|Wireless LAN in the offices, trial
ict_infra|テレビ会議の導入|Video conferences
personnel|在宅勤務の試行|Work from home, trial
personnel|出退勤管理の電子化|Attendance recorded electronically
records|文書管理の電子決裁率の向上|More decisions approved electronically
records|会議資料の電子化|Meeting papers on screen
ict_infra|職員用グループウェアの更新|Groupware renewed
contract|契約事務の電子化|Contract work made electronic
+1|ict_infra|コミュニケーション基盤の設計|Design of the communication platform
+1|crisis|災害時の職員連絡手段の整備|Means to reach staff in a disaster
+2|ict_infra|私物端末からのメール・予定確認|Mail and calendar from own devices
+2|ict_infra|チャット・ビデオ会議の導入|Chat and video calls
## SYS|システムマネジメント|System management|system_management
ict_sysmgmt|システム台帳の整備|Register of systems
ict_sysmgmt|ICT経費の精査の強化|Closer review of ICT costs
ict_sysmgmt|調達ガイドラインの改定|Procurement guideline revised
ict_sysmgmt|サービスレベル合意の標準化|Standard service level agreements
ict_sysmgmt|システム監査の実施|System audits
ict_sysmgmt|プロジェクト管理手順の整備|Project management procedures
ict_sysmgmt|情報セキュリティ研修の全職員実施|Information security training for all staff
tax|税務事務システムの運用改善|Tax administration system: better operation
registry|住民情報系システムの機種更新計画|Plan for renewing the residents' systems
+1|ict_sysmgmt|設計・開発の品質指標の試行|Quality measures for development, trial
+1|ict_sysmgmt|情報セキュリティ強靱化への対応|Hardening of information security
+2|ict_sysmgmt|システム障害の原因分析の共有|Shared analysis of failures
## INF|情報基盤|Infrastructure|infrastructure
ict_infra|共通基盤システムの構築|Common platform
ict_infra|サーバ統合の推進|Fewer servers
ict_infra|庁内ネットワークの増速|Faster internal network
ict_infra|データセンターの集約|Data centres brought together
ict_infra|職員端末の更新|Staff terminals renewed
ict_infra|番号制度対応の基盤整備|Platform for the number system
ict_infra|バックアップの遠隔地保管|Backups kept far away
crisis|災害情報システムの改修|Disaster information system improved
dispatch|消防救急無線のデジタル化|Digital radio for fire and ambulances
sewerage|下水道台帳の電子化|Sewerage ledger made electronic
school|学校ネットワークの更新|School network renewed
+1|ict_infra|インターネット接続口の集約|One gateway to the internet
+1|dispatch|119番通報の位置情報の活用|Location of emergency calls
+2|ict_infra|公衆無線LANの整備|Public wireless LAN
`
