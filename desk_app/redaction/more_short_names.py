"""Short forms beyond those by which people are told apart (short_names.py): here one too many does little harm."""

from __future__ import annotations

from functools import cache

_FORMS = (
    "barnaby barnabas barney", "amanda mandy manda", "abigail abi abby gail abs", "adrian ade",
    "albert bert bertie al", "alfred alf alfie fred", "amelia millie amy mills", "angela angie ange",
    "anastasia stacey stasia", "annabel bel bella", "arabella bella", "archibald archie", "arthur art arty",
    "augustus gus", "bartholomew bart barty", "beatrice bea bee trixie", "bernadette bernie detta", "bernard bernie",
    "bethan beth", "bethany beth betty", "brenda bren", "bridget bridie biddy", "bronwen bron", "caitlin cait kate",
    "cameron cam", "camilla millie milla", "carolyn caroline caz carrie caro lyn", "cassandra cass cassie sandra",
    "cecilia cissy cece celia", "chantelle chan shan", "christabel bel", "clementine clem", "constance connie",
    "cornelius con neil", "courtney court", "cynthia cindy", "damian damo", "danielle dani elle", "deirdre dee",
    "denise den", "dennis den", "derek del", "desmond des", "dominic dom nic", "donald don donny", "donovan don",
    "dorothea dot thea", "douglas doug dougie", "duncan dunc", "edmund ed ted", "edwin ed ned", "edgar ed eddie",
    "eleri ler", "ellen nell nellie", "emanuel manny emmanuel", "ernest ernie", "eugene gene", "evangeline evie eva",
    "felicity flick fliss", "fiona fi", "florence flo flossie", "francis frankie", "frances frankie",
    "gabriel gabe gabby gabs", "gabriella gabby ella gabi", "gabrielle gabby", "gavin gav", "genevieve gen evie viv",
    "geraldine gerry ger", "gerald gerry jerry", "gillian jill gill", "graham gray", "grace gracie", "gregory greg",
    "gwenllian gwen gwennie lian", "hannah han", "harriet hattie hatty harry", "helen nell nellie lena",
    "henrietta hettie etta henry", "herbert bert herb", "hilary hils", "howard howie", "hugh hughie",
    "imogen immy imo", "isabella bella izzy belle bel", "isaac zac ike", "ivan van", "jacob jake jakey",
    "jasmine jas jazz jaz", "jeremy jez jem jerry", "jemima jem mima", "jerome jerry", "joshua josh", "julia jules",
    "julian jules", "juliet jules", "justin jus", "karen kaz kaza", "katarzyna kasia", "katherine kit kitty kat",
    "kathleen kath kathy kay", "katrina trina kat", "kayleigh kay", "keith keef", "kelly kel", "kimberley kim",
    "kirsten kirsty", "laura lol lolly", "lauren loz", "leanne lee", "lesley les", "leslie les", "lewis lew lou",
    "llewelyn llew lyn", "louise lou lulu", "louis lou", "lucinda cindy lucy", "luke lukey", "lydia liddy",
    "lynda lyn lynn", "madeleine maddie maddy mads", "magdalena magda lena", "marcus marc", "marian mari",
    "marilyn maz", "marjorie marge margie", "margaret marge madge rita greta mags", "marie maz", "maria ria mia",
    "martha marty", "martin mart marty", "matilda tilly tilda mattie", "maureen mo reenie", "maurice mo",
    "maximilian max", "maxwell max", "melanie mel", "melissa mel lissa", "mildred millie", "miranda mandy randa",
    "mohammed mo", "muhammad mo", "mohamed mo", "mohammad mo", "morgan mog", "natalie nat", "natasha tash tasha nat",
    "nathaniel nat nate nathan", "neville nev", "norman norm", "oluwaseun seun olu", "olumide olu",
    "oluwatobi tobi olu", "oscar oz ozzie", "osian osh", "penelope penny pen nell", "persephone percy",
    "philippa pippa pip phil", "phyllis phil", "priscilla cilla", "prudence pru", "raymond ray",
    "reginald reg reggie", "rhiannon rhi annie non", "rhydian rhyd", "roderick rod rory", "roland roly",
    "rosalind roz ros", "rosemary rosie romy", "rosamund ros roz rosie", "rowena ro", "rupert rupe", "russell russ",
    "sandra san sandy", "scarlett scar lettie", "sebastian seb bas", "sharon shaz shazza shaz", "shannon shan",
    "sheila shee", "shirley shirl", "sidney sid", "solomon sol", "sophia soph", "sophie soph",
    "stanislaw stan staszek", "stanley stan", "stacey stace", "sylvia syl sylvie", "tabitha tabby tab",
    "tamara tam tammy", "tamsin tam", "theodore theo ted teddy", "theodora theo dora", "theresa tess terri tracy",
    "thomas tomos", "tiffany tiff", "trevor trev", "tristan tris", "tyler ty", "tyrone ty", "ursula ursa",
    "vanessa ness nessa van", "veronica ron ronnie vera roni", "victor vic", "victoria vic vicki tor tory vix",
    "violet vi", "virginia ginny ginger", "vivian viv", "vivienne viv", "walter wally walt", "wendy wend",
    "wilfred wilf fred", "wilhelmina mina minnie billie", "william wills gwilym wil", "winifred winnie freda win",
    "yvonne eve von", "yasmin yas", "zachariah zac zach zack", "aleksander olek alek", "agnieszka aga",
    "malgorzata gosia", "aleksandra ola", "krzysztof krzys kris", "tomasz tomek", "pawel pawelek", "piotr piotrek",
    "jakub kuba", "stefania stefi", "ioana ana", "mihai mishu", "abdulrahman abdul", "abdullah abdul", "fatima fati",
    "khadija kadi", "oluwadamilola dami", "chukwuemeka emeka", "ifeoma ify", "aneurin nye", "gwyneth gwyn gwen",
    "myfanwy myf vanny", "angharad ang haz hari", "rhian rhi", "rhys rhysie", "dafydd daf dai", "geraint ger",
    "goronwy gron ronnie", "ieuan iei", "llinos lin", "meredith merry", "delyth del", "elisabeth bet betsan",
    "catrin cat cati cadi", "margaret mared mag magi", "maximus max", "alistair ali al", "alasdair al ali",
    "fergus gus ferg", "finlay fin finn", "hamish hame", "callum cal", "calvin cal", "connor con", "declan dec",
    "brendan bren", "kieran kier", "cormac mac", "eamonn ned", "liam li", "niamh nee", "aisling ash", "ashley ash",
    "ashton ash", "bradley brad", "brandon bran", "jordan jord jordy", "kayden kay", "jayden jay", "hayden hay",
    "logan lo", "mason mase", "riley ry", "ryan ry", "dylan dyl", "ethan eth", "tegan teg", "megan megs megz",
    "emily ems", "emma em ems emz", "lily lil lils", "ruby rubes rubs", "poppy pops pop", "holly hols",
    "molly mol mols", "polly pol", "daisy daise", "jade jadey", "paige paigey", "amber ambs", "freya frey",
    "skye sky", "marek maro", "sanjay sanj", "rajesh raj", "gurpreet preet gupi", "harpreet harps preet",
    "mandeep mandy", "sandeep sandy", "priyanka pri priya", "zainab zee", "hussain huss", "ibrahim ibby",
    "ismail ish", "yusuf yus", "mustafa mus", "hassan hass", "ahmed ahmo",
)  # fmt: skip
"""The forms of a name, in small letters without accents. A form may be of several names."""


@cache
def _of() -> dict[str, tuple[str, ...]]:
    """The other forms in the groups of a word."""
    found: dict[str, list[str]] = {}
    for group in _FORMS:
        names = group.split()
        for name in names:
            found.setdefault(name, []).extend(other for other in names if other != name)
    return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}


def more_forms(word: str) -> tuple[str, ...]:
    """Other forms of the names that a word is a form of; none of a word that is no such name."""
    return _of().get(word, ())


def all_forms() -> frozenset[str]:
    """Every word that is a name or a short form here."""
    return frozenset(_of())
