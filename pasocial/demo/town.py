"""What the citizens of an invented town ask their municipality. Every name, street and figure is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Citizen:
    name: str
    email: str
    born: date
    agrees_to_be_told: bool = True
    organisation: str = ""
    language: str = "it"
    tax_code: str = (
        ""  # proven with national identity: the demonstration's fake provider vouches for this one
    )


CITIZENS = {
    "ada": Citizen("Ada Rossi", "ada.rossi@example.org", date(1980, 1, 1), tax_code="RSSDAA80A41H501I"),
    "anna": Citizen("Anna Bellini", "anna.bellini@posta.example", date(1984, 5, 3)),
    "bruno": Citizen("Bruno Costa", "bruno.costa@posta.example", date(1961, 11, 20)),
    "carla": Citizen("Carla Donati", "carla.donati@posta.example", date(1972, 2, 14)),
    "dario": Citizen("Dario Elia", "dario.elia@posta.example", date(1990, 8, 9)),
    "emma": Citizen("Emma Fabbri", "emma.fabbri@posta.example", date(1998, 1, 30), agrees_to_be_told=False),
    "fabio": Citizen("Fabio Gatti", "fabio.gatti@posta.example", date(1955, 7, 7)),
    "giulia": Citizen("Giulia Ippoliti", "giulia.ippoliti@posta.example", date(1979, 12, 1)),
    "ivo": Citizen(
        "Ivo Lanza", "ivo.lanza@posta.example", date(1968, 3, 25), organisation="Comitato Strade Sicure"
    ),
    "laura": Citizen("Laura Manca", "laura.manca@posta.example", date(1988, 6, 18)),
    "mario": Citizen("Mario Nardi", "mario.nardi@posta.example", date(1947, 9, 5), agrees_to_be_told=False),
    "nora": Citizen(
        "Nora Oliva", "nora.oliva@posta.example", date(1993, 4, 22), organisation="Gazzetta del Borgo"
    ),
    "oscar": Citizen("Oscar Pace", "oscar.pace@posta.example", date(1981, 10, 11)),
    "pia": Citizen("Pia Quaranta", "pia.quaranta@posta.example", date(1976, 5, 29)),
    "remo": Citizen("Remo Sarti", "remo.sarti@posta.example", date(1964, 8, 2), organisation="Circolo Verde"),
    "sally": Citizen("Sally Turner", "sally.turner@posta.example", date(1985, 2, 9), language="en"),
    "tina": Citizen("Tina Urso", "tina.urso@posta.example", date(1959, 1, 16)),
}


@dataclass(frozen=True)
class Ask:
    """One request: who, how many days ago, what, and what became of it.

    `ending`: granted, partly, refused, overturned, deferred, open, late, consulted, drafted, waiting, parties, anonymous,
    withdrawn, transferred. `topic` joins requests that ask for the same thing. `public` is the register's subject.
    """

    who: str
    days_ago: int
    subject: str
    body: str
    ending: str = "granted"
    answer_days: int = 18
    topic: str = ""
    public: str = ""
    kind: str = "generalised"
    rated: int = 0
    made_public_url: str = ""


CANTEEN = "Costi e menù della mensa scolastica"
LIGHTS = "Spesa per le luminarie di Natale"
POTHOLES = "Manutenzione di via dei Tigli"

ASKS = (
    # Filed with national identity: whoever tries «Entra con SPID» in the demonstration finds them.
    Ask(
        "ada",
        96,
        "Contratto di gestione della piscina comunale",
        "Chiedo il contratto con cui il Comune ha affidato la gestione della piscina comunale e gli importi che il "
        "gestore versa ogni anno.",
        "overturned",
        20,
        public="Contratto di gestione della piscina comunale",
    ),
    Ask(
        "ada",
        9,
        "Interventi sulle fontane pubbliche nel 2026",
        "Chiedo l'elenco degli interventi sulle fontane pubbliche nel 2026, con il costo di ciascuno.",
        "open",
    ),
    # The topic that went all the way: four persons in a year, flagged, published, and the fifth found it.
    Ask(
        "anna",
        262,
        "Menù e costi della mensa scolastica",
        "Chiedo il menù adottato nelle mense delle scuole primarie per l'anno scolastico in corso e il costo di "
        "ciascun pasto sostenuto dal Comune, con il capitolato del servizio.",
        "granted",
        16,
        CANTEEN,
        "Menù, capitolato e costo per pasto della mensa delle scuole primarie",
        rated=3,
    ),
    Ask(
        "bruno",
        221,
        "Quanto costa un pasto alla mensa delle elementari",
        "Buongiorno, vorrei sapere quanto paga il Comune per ogni pasto della mensa delle scuole elementari e che "
        "cosa prevede l'appalto sulla qualità dei cibi. Grazie.",
        "granted",
        21,
        CANTEEN,
        "Costo per pasto e qualità previste nell'appalto della mensa scolastica",
        rated=3,
    ),
    Ask(
        "giulia",
        168,
        "Appalto mensa scuole: capitolato e prezzo per pasto",
        "Ai sensi dell'art. 5, comma 2, del d.lgs. 33/2013 chiedo copia del capitolato dell'appalto per la mensa "
        "scolastica e il prezzo per pasto offerto dall'impresa.",
        "granted",
        24,
        CANTEEN,
        "Capitolato e prezzo per pasto dell'appalto della mensa scolastica",
        rated=2,
    ),
    Ask(
        "laura",
        141,
        "Mensa scolastica: costo dei pasti",
        "Sono la mamma di due bambini: chiedo il costo dei pasti della mensa scolastica a carico del Comune e delle "
        "famiglie, e il menù delle ultime settimane.",
        "granted",
        19,
        CANTEEN,
        "Costo dei pasti della mensa scolastica a carico del Comune e delle famiglie",
        rated=3,
    ),
    # Flagged and waiting for the coordinator's decision.
    Ask(
        "ivo",
        205,
        "Manutenzione del manto stradale di via dei Tigli",
        "Chiediamo gli interventi di manutenzione eseguiti in via dei Tigli negli ultimi tre anni, con i relativi "
        "costi e i verbali di sopralluogo.",
        "granted",
        27,
        POTHOLES,
        "Interventi di manutenzione stradale in via dei Tigli e relativi costi",
        rated=1,
        made_public_url="https://social.example/strade-sicure/42",
    ),
    Ask(
        "carla",
        119,
        "Buche in via dei Tigli: interventi e costi",
        "Vorrei avere l'elenco degli interventi fatti per riparare le buche di via dei Tigli, con le date e la spesa.",
        "granted",
        22,
        POTHOLES,
        "Elenco, date e spesa delle riparazioni stradali in via dei Tigli",
        rated=2,
    ),
    Ask(
        "oscar",
        64,
        "Lavori stradali via dei Tigli",
        "Chiedo copia degli atti sui lavori di manutenzione della strada di via dei Tigli: determine, costi, "
        "collaudi.",
        "partly",
        26,
        POTHOLES,
        "Atti sui lavori di manutenzione stradale in via dei Tigli",
    ),
    Ask(
        "tina",
        12,
        "Quando riparate via dei Tigli e quanto è costato finora",
        "Abito in via dei Tigli: chiedo gli interventi di manutenzione già fatti sulla strada, quanto sono costati "
        "e quali sono programmati.",
        "open",
        topic=POTHOLES,
    ),
    # Three persons so far: rising, not flagged.
    Ask(
        "fabio",
        301,
        "Luminarie di Natale: quanto si è speso",
        "Chiedo le determine e le fatture relative alle luminarie di Natale dell'anno scorso.",
        "granted",
        14,
        LIGHTS,
        "Determine e fatture per le luminarie di Natale",
        rated=3,
    ),
    Ask(
        "emma",
        58,
        "Spesa per le luminarie natalizie",
        "Vorrei conoscere la spesa sostenuta per le luminarie natalizie, con le determine di affidamento.",
        "granted",
        20,
        LIGHTS,
        "Spesa e determine di affidamento delle luminarie natalizie",
    ),
    Ask(
        "nora",
        27,
        "Affidamento delle luminarie: determine e importi",
        "Per un articolo chiedo copia delle determine di affidamento delle luminarie di Natale e gli importi pagati.",
        "drafted",
        topic=LIGHTS,
    ),
    # Single requests with every ending.
    Ask(
        "dario",
        240,
        "Elenco delle licenze per i dehors in piazza",
        "Chiedo l'elenco delle concessioni di suolo pubblico per dehors rilasciate in piazza Grande negli ultimi due "
        "anni, con superficie e canone.",
        "partly",
        28,
        "",
        "Concessioni di suolo pubblico per dehors in piazza Grande",
        rated=2,
    ),
    Ask(
        "mario",
        190,
        "Fascicolo disciplinare di un dipendente",
        "Chiedo di avere copia del fascicolo disciplinare relativo a un procedimento concluso lo scorso anno.",
        "refused",
        23,
        "",
        "Fascicolo di un procedimento disciplinare",
    ),
    Ask(
        "pia",
        176,
        "Verbali della commissione di gara ancora in corso",
        "Chiedo i verbali della commissione della gara per la gestione della piscina comunale.",
        "deferred",
        20,
        "",
        "Verbali della gara per la gestione della piscina comunale",
    ),
    Ask(
        "remo",
        151,
        "Dati sulla qualità dell'aria",
        "Chiediamo i dati giornalieri delle centraline di via Roma e del parco per PM10 e biossido di azoto degli "
        "ultimi dodici mesi.",
        "granted",
        15,
        "",
        "Dati giornalieri delle centraline sulla qualità dell'aria",
        kind="environmental",
        rated=3,
    ),
    Ask(
        "sally",
        133,
        "Waste collection calendar and costs",
        "I would like to receive the contract for door-to-door waste collection and its yearly cost, as well as the "
        "share of waste that is recycled.",
        "granted",
        25,
        "",
        "Contratto e costo annuo della raccolta porta a porta dei rifiuti",
        rated=3,
    ),
    Ask(
        "nora",
        97,
        "Auto di servizio: chilometri e costi",
        "Per un'inchiesta chiedo l'elenco delle auto di servizio del Comune con chilometri percorsi, carburante e "
        "manutenzioni degli ultimi tre anni.",
        "granted",
        29,
        "",
        "Auto di servizio: chilometri, carburante, manutenzioni",
    ),
    Ask(
        "bruno",
        82,
        "Consulenze esterne affidate",
        "Chiedo l'elenco delle consulenze esterne affidate nell'ultimo anno con importi e oggetto: non le trovo nella "
        "sezione Amministrazione trasparente.",
        "granted",
        12,
        "",
        "Elenco delle consulenze esterne affidate",
        kind="simple_civic",
        rated=3,
    ),
    Ask(
        "oscar",
        71,
        "Progetto della nuova pista ciclabile",
        "Chiedo il progetto preliminare della pista ciclabile lungo il fiume.",
        "withdrawn",
    ),
    Ask(
        "giulia",
        49,
        "Orari e frequenza degli autobus extraurbani",
        "Chiedo i dati sulla puntualità delle linee extraurbane che servono il paese.",
        "transferred",
    ),
    Ask(
        "anna",
        38,
        "Accertamenti sul rumore del locale in via Verdi",
        "Chiedo i rilievi fonometrici e i verbali dei controlli fatti al locale notturno di via Verdi.",
        "parties",
    ),
    Ask(
        "fabio",
        33,
        "Costi del restauro della torre civica",
        "Chiedo il quadro economico del restauro della torre civica, con le varianti approvate.",
        "late",
    ),
    Ask(
        "carla",
        24,
        "Alberi abbattuti nel parco comunale",
        "Chiedo la perizia e l'autorizzazione per l'abbattimento degli alberi nel parco comunale di viale Europa.",
        "consulted",
        kind="environmental",
    ),
    Ask(
        "dario",
        19,
        "Indennità e rimborsi dei consiglieri",
        "Chiedo le indennità e i rimborsi liquidati ai consiglieri comunali negli ultimi due anni, per ciascuno.",
        "waiting",
    ),
    Ask(
        "laura",
        9,
        "Graduatoria del nido e criteri applicati",
        "Chiedo i criteri e i punteggi della graduatoria del nido comunale, senza i nomi delle famiglie.",
        "open",
    ),
    Ask(
        "remo",
        5,
        "Contratto del canile intercomunale",
        "Chiediamo il contratto con il canile intercomunale e le relazioni annuali sulle adozioni.",
        "open",
    ),
    Ask(
        "",
        3,
        "Verbale di sopralluogo in via Mazzini",
        "Chiedo il verbale del sopralluogo fatto in via Mazzini dopo l'allagamento del mese scorso.",
        "anonymous",
    ),
    Ask(
        "emma",
        1,
        "Spesa per i centri estivi",
        "Vorrei sapere quanto ha speso il Comune per i centri estivi e quanti bambini hanno partecipato.",
        "open",
    ),
)
