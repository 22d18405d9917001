"""First names and the forms in which they are written or said."""

from __future__ import annotations

from functools import lru_cache

FORMS = (
    "alexander alex alec sandy xander", "alexandra alex sandra lexi", "alison ali", "andrew andy drew",
    "anthony antony tony", "barbara barb babs", "benjamin ben benny",
    "catherine katherine kathryn cathy kathy kate katie", "charles charlie chas", "charlotte charlie lottie",
    "christine christina chris tina", "christopher chris kit", "daniel dan danny", "david dave dai dafydd",
    "deborah debra deb debbie", "dorothy dot dottie", "edward ed eddie ted", "eleanor ellie nell nora",
    "elizabeth elisabeth liz lizzie beth betty eliza libby", "emily em emmy", "francesca fran", "frances fran",
    "francis frank", "frederick fred freddie", "gareth gaz", "george georgie", "geoffrey jeffrey geoff jeff",
    "gwendolen gwen", "harold harry", "henry harry hal", "isabel isabelle isobel izzy", "jacqueline jackie",
    "james jim jimmy jamie", "janet jan", "jennifer jen jenny", "jessica jess jessie", "john jon jack johnny",
    "jonathan jon jonny", "joseph joe joey", "josephine jo josie", "joanne joanna jo", "judith judy",
    "kenneth ken", "lawrence laurence larry laurie", "leonard len lenny", "lillian lily",
    "margaret maggie meg peggy marged", "matthew matt", "megan meg", "michael mike mick mickey",
    "michelle shell", "mohammed mohamed mohammad muhammad muhammed mohd", "nathan nate", "nicholas nick nicky",
    "nicola nicky nikki", "oliver ollie", "olivia liv", "pamela pam", "patricia pat patsy tricia",
    "patrick pat paddy", "peter pete", "philip phillip phil", "rachel rach", "rebecca becky becca",
    "richard rick ricky dick", "robert rob robbie bob bobby", "roger rog", "ronald ron ronnie", "rosemary rose",
    "samantha sam sammy", "samuel sam sammy", "sarah sara sally", "sian shan", "simon si",
    "stephen steven steve", "stephanie steph", "stuart stewart stu", "susan sue susie suzanne",
    "teresa theresa terry tess", "terence terry", "thomas tom tommy", "timothy tim", "tobias toby",
    "valerie val", "victoria vicky tori", "vincent vince", "william bill billy will willie liam",
    "zachary zac zach zak",
)  # fmt: skip
"""The forms of a name, in small letters without accents. A form may be of several names."""


def are_one(one: str, other: str) -> bool:
    """Whether two different words may be forms of one name: Bill and Will, Katherine and Kate."""
    return not _of().get(one, frozenset()).isdisjoint(_of().get(other, frozenset()))


def forms(word: str) -> tuple[str, ...]:
    """All forms of the names that a word is a form of, itself among them; none of a word that is no such name."""
    return tuple(dict.fromkeys(form for n in sorted(_of().get(word, ())) for form in FORMS[n].split()))


@lru_cache(maxsize=1)
def _of() -> dict[str, frozenset[int]]:
    """Of which names each form is."""
    found: dict[str, set[int]] = {}
    for n, names in enumerate(FORMS):
        for name in names.split():
            found.setdefault(name, set()).add(n)
    return {name: frozenset(groups) for name, groups in found.items()}
