"""What a `seg` may stand in and may hold: TEI's content models as far as inline segments are concerned.

Derived from the schema of all of TEI, version 4.12.0.
"""

from __future__ import annotations

from argmap.tei.names import words

# elements that take a seg at any place among what they hold
TAKES_SEG = frozenset(
    words(
        """
        ab abbr accMat acquisition actor add additions addName addrLine affiliation author bibl biblScope birth bloc
        byline camera caption case castItem catchwords cell change citedRange cl closer collation colloc colophon
        condition corr country custEvent damage date dateline death decoNote def del dictScrap distinct distributor
        district docAuthor docDate docEdition docImprint edition editor education eg email emph entryFree etym
        eventName expan explicit extent faith filiation finalRubric floruit foliation foreign forename form fw gen
        gender genName geoDecl geogFeat geogName gloss gram gramGrp handNote head headItem headLabel heraldry hi
        hyph imprimatur incipit item iType l label lang layout lbl lem licence line m material measure mentioned
        metamark mod mood musicNotation name nameLink nationality note num number objectName objectType occupation
        offset opener orgName orig origDate origin origPlace orth p per persName persPronouns phr placeName pos post
        pron provenance publisher pubPlace q quote rb rdg ref reg region residence restore retrace rhyme role
        roleDesc roleName rs rt rubric s said salute scriptNote secFol secl seg sense settlement sex sic signatures
        signed soCalled socecStatus sound source speaker stage stamp street stress subc summary supplied support
        surname surplus surrogates syll tech term textLang time title titlePart tns trailer typeNote u unclear unit
        usg view w watermark wit witDetail writing xr zone
        """
    )
)

# elements that a seg may hold
IN_SEG = frozenset(
    words(
        """
        abbr add addName address addSpan affiliation alt altGrp am anchor app att bibl biblFull biblStruct
        binaryObject bloc c caesura camera caption castList catchwords cb certainty choice cit cl classSpec climate
        code constraintSpec corr country damage damageSpan dataSpec date del delSpan depth desc dim dimensions
        distinct district eg egXML elementSpec ellipsis email emph eventName ex expan figure fLib floatingText
        foreign forename formula fs fvLib fw g gap gb genName geo geogFeat geogName gi gloss graphic handShift
        height heraldry hi ident idno incident index interp interpGrp join joinGrp kinesic l label lang lb lg link
        linkGrp list listApp listBibl listEvent listNym listObject listOrg listPerson listPlace listRef listRelation
        listTranspose listWit location locus locusGrp m macroSpec material measure measureGrp media mentioned
        metamark milestone mod moduleSpec move msDesc name nameLink notatedMusic note noteGrp num objectName
        objectType offset oRef orgName orig origDate origPlace outputRendition pause pb pc persName persPronouns phr
        placeName population precision pRef ptr q quote redo ref reg region respons restore retrace rhyme roleName
        rs ruby s said secFol secl seg settlement shift sic signatures soCalled sound space span spanGrp specDesc
        specGrp specGrpRef specList stage stamp state subst substJoin supplied surname surplus table tag tech term
        terrain time timeline title trait unclear undo unit val view vocal w watermark width witDetail writing
        """
    )
)
