"""Words of Italian administration: empty words, kinds of document, offices, acronyms.

Closed lists, kept short: what they do not name is still compared word by word.
"""

from __future__ import annotations

EMPTY_WORDS = frozenset(
    """
    a ad agli ai al alla alle allo all anche ancora avere aveva avete aver ha hai hanno ho abbia abbiamo
    abbiate
    avrei c che chi ci ciò cioè co coi col come con contro cosa così cui d da dagli dai dal dall dalla
    dalle dallo de
    degli dei del dell della delle dello dentro di dopo dove dov e è ed egli ella era erano essa essere
    esse essi
    esso est fra fu già gli ha ho i il in io l la là le lei li lo loro lui m ma me mediante mentre mi mia
    mie miei
    mio né negli nei nel nell nella nelle nello noi non nostra nostre nostri nostro o od ogni oppure ora
    per perché
    perche perciò però più piu poi presso propria proprio può puo qual quale quali qualche quando quanto
    quanta
    quanti quante quel quella quelle quelli quello quest questa queste questi questo qui s sarà sarebbe se
    sei sempre
    senza si sia siamo siano siete solo sono sopra sotto sta stata state stati stato su sua sue sugli sui
    sul sull
    sulla sulle sullo suo suoi t te ti tra tu tua tue tuo tuoi tutta tutte tutti tutto un una uno v vi voi
    vostra
    vostre vostri vostro posso possono possa possiamo potrei potete potrebbe poter potere devo deve devono
    dovrei
    vorrei voglio volevo volessi sapere eventuale eventuali relativo relativa relativi relative inerente
    inerenti
    riguardante riguardanti concernente concernenti seguente seguenti suddetto suddetta predetto predetta
    codesto
    codesta codesti riguardo merito oggetto nr num cos come far fare fa faccio facendo cortesia bisogno
    serve servono x
    """.split()  # noqa: SIM905 a list of words reads better as words
)

# Among the empty words, those that tell which side of a matter is asked: when, how much, where, who, why.
INTENT_WORDS = frozenset(
    """
    quando quanto quanta quanti quante dove chi perché perche come cosa cos quale qual quali non
    """.split()  # noqa: SIM905
)

# Acronyms that are also common words stand for themselves only in capitals.
ONLY_IN_CAPITALS = frozenset(
    (
        "via",
        "dia",
        "sue",
        "aia",
        "vas",
        "cup",
        "peg",
        "ss",
        "sp",
        "sr",
        "tar",
        "pa",
        "ds",
        "mef",
        "pua",
        "pai",
        "tso",
    )
)

# Kind of document → the words that name it, as they are written (stemmed when used).
KINDS: dict[str, tuple[str, ...]] = {
    "bilancio": ("bilancio", "rendiconto", "consuntivo", "preventivo"),
    "delibera": ("delibera", "deliberazione"),
    "determina": ("determina", "determinazione"),
    "ordinanza": ("ordinanza",),
    "verbale": ("verbale",),
    "contratto": ("contratto", "convenzione", "appalto", "affidamento"),
    "bando": ("bando", "gara", "concorso", "graduatoria"),
    "autorizzazione": ("autorizzazione", "concessione", "licenza", "permesso", "nullaosta"),
    "relazione": ("relazione", "perizia", "parere", "studio"),
    "registro": ("registro", "elenco", "censimento", "albo", "anagrafe"),
    "statistica": ("statistica", "numero", "percentuale", "monitoraggio"),
    "spesa": ("spesa", "costo", "fattura", "compenso", "rimborso", "stipendio", "consulenza", "incarico"),
    "planimetria": ("planimetria", "mappa", "progetto", "pratica"),
    "corrispondenza": ("corrispondenza", "email", "lettera", "comunicazione", "protocollo"),
    "curriculum": ("curriculum", "curricula"),
    "regolamento": ("regolamento", "statuto", "circolare", "direttiva"),
    "multa": ("multa", "sanzione", "contravvenzione", "autovelox", "ztl"),
}

# Office → the words that name it.
OFFICES: dict[str, tuple[str, ...]] = {
    "anagrafe e stato civile": ("anagrafe", "stato civile", "servizi demografici"),
    "tributi": ("ufficio tributi", "tributi"),
    "polizia locale": ("polizia locale", "polizia municipale", "vigili urbani"),
    "ufficio tecnico": ("ufficio tecnico", "lavori pubblici"),
    "urbanistica ed edilizia": ("urbanistica", "edilizia privata", "sportello unico edilizia", "sue"),
    "attività produttive": ("suap", "attività produttive", "commercio"),
    "ambiente": ("ufficio ambiente", "ambiente", "igiene urbana"),
    "servizi sociali": ("servizi sociali", "politiche sociali"),
    "istruzione": ("pubblica istruzione", "ufficio scuola", "servizi scolastici"),
    "ragioneria": ("ragioneria", "ufficio bilancio", "servizi finanziari"),
    "personale": ("ufficio personale", "risorse umane"),
    "segreteria generale": ("segreteria generale", "segretario generale", "protocollo generale"),
    "cultura": ("ufficio cultura", "biblioteca"),
    "urp": ("urp", "ufficio relazioni con il pubblico"),
}

# Acronym → the words it stands for. Both ways: who writes one finds who wrote the other.
ACRONYMS: dict[str, str] = {
    "ztl": "zona traffico limitato",
    "pec": "posta elettronica certificata",
    "urp": "ufficio relazioni pubblico",
    "suap": "sportello unico attività produttive",
    "sue": "sportello unico edilizia",
    "tari": "tassa rifiuti",
    "imu": "imposta municipale propria",
    "cup": "centro unico prenotazione",
    "asl": "azienda sanitaria locale",
    "pgt": "piano governo territorio",
    "prg": "piano regolatore generale",
    "puc": "piano urbanistico comunale",
    "pums": "piano urbano mobilità sostenibile",
    "pnrr": "piano nazionale ripresa resilienza",
    "dup": "documento unico programmazione",
    "peg": "piano esecutivo gestione",
    "piao": "piano integrato attività organizzazione",
    "rpct": "responsabile prevenzione corruzione trasparenza",
    "rup": "responsabile unico procedimento",
    "scia": "segnalazione certificata inizio attività",
    "cila": "comunicazione inizio lavori asseverata",
    "dia": "denuncia inizio attività",
    "isee": "indicatore situazione economica equivalente",
    "erp": "edilizia residenziale pubblica",
    "tpl": "trasporto pubblico locale",
    "via": "valutazione impatto ambientale",
    "vas": "valutazione ambientale strategica",
    "aia": "autorizzazione integrata ambientale",
    "cie": "carta identità elettronica",
    "spid": "sistema pubblico identità digitale",
    "cig": "codice identificativo gara",
    "durc": "documento unico regolarità contributiva",
    "aire": "anagrafe italiani residenti estero",
    "anpr": "anagrafe nazionale popolazione residente",
    "ata": "amministrativo tecnico ausiliario",
    "ato": "ambito territoriale ottimale",
    "aua": "autorizzazione unica ambientale",
    "ausl": "azienda unità sanitaria locale",
    "ccnl": "contratto collettivo nazionale lavoro",
    "cilas": "comunicazione inizio lavori asseverata superbonus",
    "cosap": "canone occupazione suolo pubblico",
    "cpi": "centro impiego",
    "ctu": "consulente tecnico ufficio",
    "cud": "certificazione unica",
    "dpi": "dispositivi protezione individuale",
    "ds": "dirigente scolastico",
    "duvri": "documento unico valutazione rischi interferenze",
    "fse": "fascicolo sanitario elettronico",
    "icp": "imposta comunale pubblicità",
    "lep": "livelli essenziali prestazioni",
    "mef": "ministero economia finanze",
    "mepa": "mercato elettronico pubblica amministrazione",
    "mmg": "medico medicina generale",
    "ncc": "noleggio conducente",
    "odg": "ordine giorno",
    "oiv": "organismo indipendente valutazione",
    "oss": "operatore socio sanitario",
    "pa": "pubblica amministrazione",
    "pai": "piano assetto idrogeologico",
    "peba": "piano eliminazione barriere architettoniche",
    "pef": "piano economico finanziario",
    "psc": "piano sicurezza coordinamento",
    "ptpct": "piano triennale prevenzione corruzione trasparenza",
    "ptof": "piano triennale offerta formativa",
    "pua": "piano urbanistico attuativo",
    "rsa": "residenza sanitaria assistenziale",
    "rsu": "rappresentanza sindacale unitaria",
    "rspp": "responsabile servizio prevenzione protezione",
    "rti": "raggruppamento temporaneo imprese",
    "sp": "strada provinciale",
    "sr": "strada regionale",
    "ss": "strada statale",
    "ssn": "servizio sanitario nazionale",
    "tar": "tribunale amministrativo regionale",
    "tarip": "tariffa rifiuti puntuale",
    "tasi": "tributo servizi indivisibili",
    "tfr": "trattamento fine rapporto",
    "tosap": "tassa occupazione suolo aree pubbliche",
    "tso": "trattamento sanitario obbligatorio",
    "upd": "ufficio procedimenti disciplinari",
    "utc": "ufficio tecnico comunale",
    "vvf": "vigili fuoco",
}
