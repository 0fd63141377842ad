package tag

import (
	"regexp"
	"strings"
	"sync"
)

// form compiles a pattern when it is first asked for, so that a program that
// reads no text does not pay for it.
func form(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// yearForm is a year as reference lists print it, a letter behind it.
const yearForm = `(?:1[0-9]{3}|20[0-9]{2})[a-z]?`

// pageRange is a range of pages, front matter's too.
const pageRange = `(?:[A-Za-z]?[0-9]{1,6}\s*(?:[-–—‐‑−]|--)\s*[A-Za-z]?[0-9]{1,6}|[ivxlc]{1,7}\s*[-–—]\s*[ivxlc]{1,7})`

var (
	markForm    = form(`^(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|[-–•*]|\[\^?\w{1,4}\]:?)\s+`)
	doiForm     = form(`(?i)(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.[0-9]{4,9}/[^\s"<>]+)`)
	urlForm     = form(`(?:https?://|www\.)[^\s<>"]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+/[^\s<>"]*`)
	fetchedForm = form(`(?i)[\s,.(\[]*(?:available (?:at|from|online)|retrieved(?: [^.]{0,30})? from|(?:last )?accessed(?: on)?:?\s*(?:[0-9]{1,2}[a-z]{0,2}\s+)?(?:\p{L}+\.?\s*)?(?:[0-9]{1,2},\s*)?(?:[0-9]{4})?|url|doi)[:\s]*[)\]]*`)
	meetingForm = form(`(?i)\b(?:conference|congress|symposium|workshop)\b`)
	thesisForm  = form(`(?i)\b(?:thesis|dissertation|diss\.)`)
	monthForm   = form(`(?i)^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|fall|winter)\b`)
	serialForm  = form(`(?i)\b(?:journal|quarterly|review|monthly|annals|bulletin|magazine|proceedings|studies|yearbook|weekly|transactions|letters|times|gazette|newspaper|herald|encyclop(?:a)?edia)\b`)
	ordinalEd   = form(`(?i)^(?:\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|rev(?:ised|\.)?|new|updated|first)\s+(?:(?:rev(?:ised)?\.?|updated|expanded|enlarged)\s+)?(?:ed(?:n|ition|s)?\b\.?)`)
	handForm    = form(`(?i)^(?:(?:edited|translated|ed\.|eds\.|trans\.|transl\.|selected|introduced|foreword|preface)(?: and (?:translated|edited|trans\.|introduced))?(?: by)?|(?:ed\. and trans\.|introduction by))\s+`)
	yearAlone   = form(`^\(?\[?` + yearForm + `\]?\)?$`)
	anyYear     = form(`(?:^|[^0-9\p{L}-])(` + yearForm + `)(?:$|[^0-9\p{L}])`)
)

// Lists of words that tell what a stretch of an entry is.
var (
	// cities are where publishers sit, folded.
	cities = lines(`new york,london,oxford,cambridge,boston,chicago,princeton,ithaca,berkeley,los angeles,stanford,new haven,
		philadelphia,baltimore,washington,washington dc,boulder,minneapolis,ann arbor,bloomington,durham,chapel hill,lanham,westport,
		santa monica,san francisco,reading,brighton,harmondsworth,hemel hempstead,basingstoke,houndmills,abingdon,aldershot,
		farnham,cheltenham,northampton,manchester,edinburgh,glasgow,cardiff,dublin,belfast,newbury park,thousand oaks,beverly hills,
		london and new york,new york and london,amsterdam,the hague,den haag,leiden,dordrecht,rotterdam,brussels,bruxelles,paris,lyon,geneva,
		lausanne,zurich,zürich,basel,bern,berlin,munich,münchen,frankfurt,frankfurt am main,hamburg,köln,cologne,tübingen,stuttgart,
		heidelberg,göttingen,leipzig,baden-baden,opladen,wiesbaden,bonn,vienna,wien,prague,praha,warsaw,warszawa,budapest,rome,roma,milan,milano,
		turin,torino,bologna,florence,madrid,barcelona,lisbon,lisboa,athens,copenhagen,københavn,stockholm,oslo,uppsala,lund,helsinki,
		moscow,saint petersburg,st petersburg,kiev,kyiv,istanbul,ankara,tehran,teheran,qom,isfahan,mashhad,shiraz,tabriz,baghdad,
		beirut,cairo,jerusalem,tel aviv,riyadh,dubai,doha,kuwait,islamabad,karachi,lahore,new delhi,delhi,mumbai,bombay,calcutta,kolkata,
		beijing,shanghai,hong kong,taipei,tokyo,kyoto,seoul,singapore,kuala lumpur,jakarta,bangkok,manila,sydney,melbourne,canberra,
		brisbane,auckland,wellington,ottawa,toronto,montreal,vancouver,kingston,mexico city,méxico,buenos aires,são paulo,rio de janeiro,
		bogotá,santiago,lima,havana,cape town,johannesburg,pretoria,nairobi,lagos,accra,dakar,addis ababa,tunis,algiers,rabat,
		englewood cliffs,upper saddle river,hoboken,new brunswick,notre dame,college park,columbia,albany,syracuse,pittsburgh,
		cleveland,columbus,lincoln,austin,dallas,houston,seattle,tucson,denver,athens ga,lexington,charlottesville,annapolis,
		maidenhead,harlow,hillsdale,mahwah,norwood,glencoe,garden city,belmont,pacific grove,malden,somerville,west sussex,chichester`)
	// houses are publishers whose name does not say so, folded.
	houses = lines(`routledge,macmillan,palgrave,palgrave macmillan,penguin,knopf,alfred a. knopf,norton,w. w. norton,w.w. norton,sage,springer,wiley,
		blackwell,wiley-blackwell,polity,verso,longman,brill,pearson,harper,harpercollins,harper & row,harper and row,harper & brothers,
		doubleday,simon & schuster,simon and schuster,random house,basic books,free press,the free press,westview,lynne rienner,ashgate,edward elgar,
		elgar,mcgraw-hill,suhrkamp,gallimard,mohr,mohr siebeck,addison-wesley,little brown,little,prentice hall,prentice-hall,pantheon,
		vintage,anchor,houghton mifflin,st. martin's,st martin's,rowman & littlefield,rowman and littlefield,lexington,praeger,
		greenwood,ballinger,frank cass,cass,allen & unwin,george allen & unwin,unwin hyman,pinter,frances pinter,heinemann,hutchinson,
		methuen,faber,faber & faber,faber and faber,secker & warburg,wheatsheaf,harvester,harvester wheatsheaf,zed,pluto,hurst,i.b. tauris,i. b. tauris,
		tauris,bloomsbury,continuum,berg,berghahn,elsevier,academic,mit,nomos,campus,de gruyter,publicaffairs,pantheon books,pandora,calmann-lévy,
		seuil,puf,presses universitaires de france,la découverte,fayard,laterza,einaudi,feltrinelli,aldine,transaction,kluwer,nijhoff,martinus nijhoff,
		earthscan,cengage,wadsworth,duxbury,collins,cape,jonathan cape,weidenfeld & nicolson,viking,scribner,scribner's,putnam,crowell,dodd mead`)
	// bodyWords are words in the names of organisations, folded.
	bodyWords = lines(`nations,commission,organization,organisation,programme,program,ministry,department,institute,institution,bank,council,house,agency,
		committee,union,office,university,association,government,fund,parliament,centre,center,court,secretariat,assembly,bureau,foundation,
		society,federation,league,network,group,collective,panel,conference,authority,forum,corporation,congress,senate,treaty,nato,undp,unhcr,unesco,who,
		imf,oecd,un,eu,ipcc,icrc,watch,amnesty,service,board,party,republic,press,college,school,rand,sipri,iiss`)
	// houseWords are words in the names of publishers, folded.
	houseWords = lines(`press,presses,publication,publications,publisher,publishers,publishing,verlag,books,institute,organization,organisation,university,
		editions,éditions,house,company,co,inc,ltd,editorial,edizioni,centre,center,foundation,academy,society,bank,association,council,office`)
)

// lines makes a set of a list with commas when it is first asked for.
func lines(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		m := map[string]bool{}
		for _, w := range strings.Split(list, ",") {
			m[strings.Join(strings.Fields(w), " ")] = true
		}
		return m
	})
}
