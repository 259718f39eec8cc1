"""Words that citizens and offices use for one another, from the common speech of Italian administration.

Written from general knowledge of municipal, tax, utility, school, health and welfare offices. Two words in
one
line need not mean the same: they are words with which people ask for the same thing. A wrong line costs a
little order among suggestions, never a flag, because people confirm topics.
"""

from __future__ import annotations

_LINES = """
bolletta fattura bollettino fatturazione
ricevuta quietanza attestazione
costo prezzo tariffa importo costare spesa cifra tariffario
quota canone fisso fissa
pagare pagamento versare versamento saldare corrispondere
saldo saldare estinguere
rata rateizzare rateizzazione rateale dilazione dilazionare dilazionato
telefono telefonare telefonico chiamare chiamata cellulare contattare contatto centralino numero verde
modulo modello modulistica formulario facsimile
orario apertura aperto aprire
ufficio sportello sede agenzia
allaccio allacciamento allacciare attacco connessione collegamento collegare
cambiare cambio modificare modifica variare variazione aggiornare aggiornamento
sostituire sostituzione rimpiazzare cambiare
subentro subentrare voltura volturare intestare intestazione intestatario reintestare
deceduto decesso defunto morte morto eredi erede
disdetta disdire recesso recedere cessazione cessare chiusura chiudere disattivare disattivazione risoluzione
attivare attivazione riattivare riattivazione
guasto rottura rotto rompere danneggiato malfunzionamento danno
riparazione riparare manutenzione aggiustare guasto
perdita perdere fuoriuscita fuoriuscire allagamento
revoca revocare annullare annullamento togliere rimuovere rimozione cancellare cancellazione eliminare
staccare
inviare invio trasmettere trasmissione comunicare comunicazione inoltrare spedire mandare fornire
ricevere arrivare arrivato pervenire pervenuto recapitare recapito consegna consegnare ricevuto
rimborso rimborsare restituzione restituire risarcimento risarcire indennizzo
addebito addebitare domiciliazione domiciliare rid sepa sdd iban prelievo
banca bancario bancaria conto corrente cc bancoposta postale
accredito accreditare bonifico
online internet web sito portale telematico
applicazione app
registrarsi registrazione registrare iscriversi iscrizione iscrivere account
password credenziali login accedere entrare autenticazione username accesso accede
reclamo reclamare contestazione contestare ricorso lamentela protesta
segnalare segnalazione denuncia denunciare avvisare
agevolazione bonus esenzione esente esonero riduzione sconto sgravio contributo sussidio
documento documentazione
certificato certificazione attestato autocertificazione
mancanza mancare manca interruzione interrotto sospensione assenza disservizio
sospendere sospensione sospeso bloccare blocco
verifica verificare controllo controllare ispezione ispezionare accertamento
lettura leggere autolettura rilevazione rilevare
consumo consumare consumato
contatore misuratore
morosità moroso insoluto sollecito mora arretrato debito
deposito cauzione cauzionale fideiussione garanzia
conguaglio acconto
presunto presunta stima stimato
contratto contrattuale convenzione
fornitura utenza somministrazione erogazione
tempo tempi tempistica durata termine termini
scadenza scadere scade
dove luogo indirizzo
trovare reperire trovo scaricare
richiedere richiesta domanda istanza domandare chiedere ottenere
procedura procedimento iter prassi modalità
significare significato significa definizione vuol
calcolo calcolare conteggio computo
qualità potabile potabilità purezza durezza bere
analisi esame analizzare
fogna fognatura fognario fognaria
scarico reflui scarichi
idrico idrica acqua
acquedotto
tombino caditoia pozzetto chiusino
pozzo cisterna autoclave
luce elettrico elettrica elettricità energia
illuminazione lampione lampioni
rifiuti spazzatura immondizia nettezza differenziata
raccolta ritiro
tassa tributo imposta tari imu
multa sanzione contravvenzione verbale ammenda
parcheggio sosta posteggio stallo
strada stradale via viabilità
buca buche asfalto asfaltatura dissesto manto
albero alberi alberatura potatura
verde parco giardino giardini
abbattimento abbattere taglio tagliare
scuola scolastico scolastica istituto plesso
mensa refezione pasto pasti
asilo nido infanzia materna
autobus bus scuolabus pullman navetta
trasporto trasporti mobilità
casa abitazione alloggio appartamento domestico
immobile edificio fabbricato stabile
affitto locazione inquilino locatario conduttore
proprietario proprietà titolare
condominio condominiale condomino amministratore
commerciale commercio negozio esercizio
impresa ditta azienda società operatore
lavoratore dipendente personale impiegato organico
stipendio retribuzione compenso emolumento trattamento indennità
assunzione assumere concorso selezione reclutamento
incarico consulenza consulente
dirigente dirigenziale direttore
appalto affidamento gara aggiudicazione aggiudicatario
bilancio rendiconto consuntivo preventivo
finanziamento fondo stanziamento risorse
delibera deliberazione
determina determinazione
provvedimento atto ordinanza
permesso autorizzazione concessione licenza nullaosta autorizzare
abuso abusivo abusivismo
lavori cantiere opera intervento
progetto progettazione planimetria
residenza residente domicilio
carta identità cie
matrimonio nozze unione
medico sanitario sanitaria sanità ospedale clinica
visita prestazione
prenotazione prenotare appuntamento
attesa liste
invalidità disabile disabilità handicap invalido
anziano anziani
bambino minore figlio figli alunno studente
straniero stranieri migranti immigrati profughi
cane cani gatto randagio animale randagismo
insetto insetti topi ratti zanzare disinfestazione derattizzazione blatte scarafaggi
rumore rumori acustico schiamazzi fonometrico
aria polveri smog pm10 inquinamento inquinanti
incidente sinistro incidentalità
telecamera telecamere videosorveglianza
vigili polizia
copia duplicato
elenco lista registro
motivo perché ragione causa
obbligo obbligatorio dovere
estero straniero
errore errato sbagliato sbagliare rettifica correggere correzione
smarrire smarrito perso perduto smarrimento
installare installazione impianto posa
email mail posta elettronica pec
cartaceo cartacea carta
annuo annuale annua
nuovo nuova
dividere ripartire ripartizione suddivisione sdoppiamento separare
dimensione misura altezza metro
"""

# Written apart by some, together by others.
JOINED = (
    ("on", "line"),
    ("e", "mail"),
    ("auto", "lettura"),
    ("auto", "certificazione"),
    ("nulla", "osta"),
    ("fac", "simile"),
)

# Word → its lines. A word may stand in several.
THESAURUS: dict[str, tuple[int, ...]] = {}
for _number, _line in enumerate(_LINES.strip().splitlines()):
    for _word in _line.split():
        THESAURUS[_word] = (*THESAURUS.get(_word, ()), _number)
