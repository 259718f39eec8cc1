"""What the invented town's site says: the pages that every administration owes its visitors, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A page of the public site, in both languages: headings and paragraphs."""

    slug: str
    title: str
    introduction: str
    it: tuple[tuple[str, str], ...] = ()
    en: tuple[tuple[str, str], ...] = field(default=())


TEXTS = (
    Text(
        "accessibilita",
        "Dichiarazione di accessibilità",
        "Il Comune si impegna a rendere questo sito accessibile a tutti, come chiede la legge 4 del 2004.",
        (
            ("heading", "Stato di conformità"),
            (
                "paragraph",
                "<p>Il sito è costruito per rispettare le WCAG 2.1 di livello AA. Ogni pagina è provata con la "
                "sola tastiera, senza JavaScript e con un controllo automatico; la dichiarazione ufficiale si "
                "compila sul modulo dell'AgID e si aggiorna entro il 23 settembre di ogni anno.</p>",
            ),
            ("heading", "Segnala un problema"),
            (
                "paragraph",
                "<p>Se qualcosa non si può usare, scrivici: rispondiamo entro 30 giorni. Se la risposta non "
                "basta, puoi rivolgerti al difensore civico per il digitale.</p>",
            ),
        ),
        (
            ("heading", "Conformance"),
            (
                "paragraph",
                "<p>This site is built to meet WCAG 2.1 level AA. Each page is tried by keyboard alone, without "
                "JavaScript and with an automatic check.</p>",
            ),
            ("heading", "Report a problem"),
            (
                "paragraph",
                "<p>If anything cannot be used, write to us: we answer within 30 days. If our answer is not "
                "enough, you may turn to the digital ombudsman.</p>",
            ),
        ),
    ),
    Text(
        "privacy",
        "Informativa sulla privacy",
        "Come il Comune tratta i dati di chi usa questo sito e di chi chiede documenti.",
        (
            ("heading", "Perché e su quale base"),
            (
                "paragraph",
                "<p>I dati servono a rispondere alle richieste di accesso (decreto legislativo 33 del 2013 e "
                "legge 241 del 1990): è un compito che la legge affida al Comune. Chi legge il sito non riceve "
                "cookie e non è seguito.</p>",
            ),
            ("heading", "Per quanto tempo"),
            (
                "paragraph",
                "<p>Le richieste si conservano secondo il piano di conservazione dell'ente. Le bozze non inviate "
                "si cancellano dopo 30 giorni. Per contare le richieste ricorrenti si usano codici da cui non "
                "si risale alla persona senza una chiave custodita dal Comune.</p>",
            ),
            ("heading", "I tuoi diritti"),
            (
                "paragraph",
                "<p>Puoi chiedere di vedere, correggere o cancellare i tuoi dati e puoi reclamare al Garante. "
                "Il responsabile della protezione dei dati risponde a dpo@borgosereno.example.</p>",
            ),
        ),
        (
            ("heading", "Why, and on what basis"),
            (
                "paragraph",
                "<p>We use your data to answer access requests (legislative decree 33/2013, law 241/1990), a task "
                "the law gives to the municipality. Readers receive no cookie and are not tracked.</p>",
            ),
            ("heading", "Your rights"),
            (
                "paragraph",
                "<p>You may ask to see, correct or erase your data, and complain to the data protection "
                "authority. Our data protection officer answers at dpo@borgosereno.example.</p>",
            ),
        ),
    ),
    Text(
        "social-media-policy",
        "Social media policy",
        "Come usiamo i social e che cosa chiediamo a chi ci scrive.",
        (
            ("heading", "A che cosa servono"),
            (
                "paragraph",
                "<p>I profili del Comune informano, ascoltano e rispondono. Il servizio è attivo dal lunedì al "
                "venerdì, dalle 8.30 alle 17; rispondiamo di norma entro due giorni lavorativi.</p>",
            ),
            ("heading", "Regole della conversazione"),
            (
                "paragraph",
                "<ul><li>La critica è benvenuta e non si cancella.</li><li>Nascondiamo insulti, discriminazioni, "
                "dati personali e messaggi pubblicitari; poi avvisiamo; solo alla fine blocchiamo, e ogni volta "
                "resta scritto il perché.</li><li>Per chiedere documenti c'è l'accesso civico: il termine di "
                "legge vale solo se la richiesta arriva lì.</li></ul>",
            ),
        ),
        (
            ("heading", "What our channels are for"),
            (
                "paragraph",
                "<p>Our profiles inform, listen and answer, Monday to Friday from 8.30 to 17; we usually answer "
                "within two working days. Criticism is welcome and never removed.</p>",
            ),
        ),
    ),
    Text(
        "amministrazione-trasparente",
        "Amministrazione trasparente",
        "Gli atti che la legge chiede di pubblicare, ordinati per sezione.",
        (
            ("heading", "Altri contenuti: accesso civico"),
            (
                "paragraph",
                '<p><a href="/accesso-civico/">Come chiedere un documento</a>, '
                '<a href="/accesso-civico/registro/">registro degli accessi</a>, '
                '<a href="/accesso-civico/statistiche/">statistiche</a>. Il responsabile della prevenzione della '
                "corruzione e della trasparenza decide i riesami.</p>",
            ),
        ),
        (
            ("heading", "Other content: civic access"),
            (
                "paragraph",
                '<p><a href="/accesso-civico/">How to ask for a document</a>, '
                '<a href="/accesso-civico/registro/">register of accesses</a>, '
                '<a href="/accesso-civico/statistiche/">figures</a>.</p>',
            ),
        ),
    ),
    Text(
        "note-legali",
        "Note legali",
        "Regole d'uso dei contenuti.",
        (
            (
                "paragraph",
                "<p>Salvo diversa indicazione i contenuti sono pubblicati con licenza CC-BY 4.0: si possono "
                "riusare citando la fonte.</p>",
            ),
        ),
        (("paragraph", "<p>Unless otherwise stated, content is published under CC-BY 4.0.</p>"),),
    ),
    Text(
        "crediti",
        "Crediti",
        "Con che cosa è fatto questo sito.",
        (
            (
                "paragraph",
                "<p>PAsocial è software libero (AGPL-3.0-or-later), costruito con Django, Wagtail, PostgreSQL e "
                "Bootstrap Italia. Ogni amministrazione può riusarlo.</p>",
            ),
        ),
        (
            (
                "paragraph",
                "<p>PAsocial is free software (AGPL-3.0-or-later), built with Django, Wagtail, PostgreSQL and "
                "Bootstrap Italia.</p>",
            ),
        ),
    ),
)

# Title and introduction of each, for English readers.
IN_ENGLISH = {
    "accessibilita": (
        "Accessibility statement",
        "The Municipality undertakes to make this site accessible to everybody, as Law 4 of 2004 asks.",
    ),
    "privacy": (
        "Privacy notice",
        "How the Municipality handles the data of those who use this site and of those who ask for documents.",
    ),
    "social-media-policy": (
        "Social media policy",
        "How we use social media, and what we ask of those who write to us.",
    ),
    "amministrazione-trasparente": (
        "Transparent administration",
        "What the law wants published, section by section.",
    ),
    "note-legali": ("Legal notes", "Terms of use of the contents."),
    "crediti": ("Credits", "What this site is made with."),
}
