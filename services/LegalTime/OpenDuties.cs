namespace OrdreCouncils.LegalTime;

/// <summary>A duty of the disciplinary procedure whose text gives no length of time, so that nobody invents one. <c>Name</c> is French.</summary>
public sealed record OpenDuty(string Code, string Name, string Article, DateOnly Wording, LegalActor Actor, string Says);

public static class OpenDuties
{
    public static readonly IReadOnlyList<OpenDuty> All =
    [
        new("complaint-acknowledgement", "Accusé de réception de la plainte", "CSP art. L.4123-2", new(2017, 2, 18), LegalActor.DepartmentalCouncil,
            "Acknowledge the complaint and tell the practitioner. The month of the article is that of the summons."),
        new("other-council-request", "Désignation d'un autre conseil pour la conciliation", "CSP art. L.4123-2, al. 3", new(2017, 2, 18),
            LegalActor.DepartmentalCouncil, "Ask the president of the national council \"sans délai\" when a member of the council is a party."),
        new("action-without-limitation", "Prescription de l'action disciplinaire", "CSP art. R.4126-1", new(2020, 1, 1), LegalActor.Complainant,
            "No text read here sets a time after which facts can no longer be complained of."),
        new("transfer-of-jurisdiction", "Transmission du dossier à la chambre compétente", "CSP art. R.4126-9", new(2019, 12, 6),
            LegalActor.PresidentOfTheChamber, "Send the file to the competent chamber \"sans délai\"."),
        new("observations-of-the-council", "Observations du conseil départemental", "CSP art. R.4126-14", new(2019, 12, 6), LegalActor.DepartmentalCouncil,
            "Within the time that the communication sets: the text gives it no minimum."),
        new("appeal-ruling", "Décision de la chambre disciplinaire nationale", "CSP art. L.4122-3 et R.4126-43", new(2019, 7, 27), LegalActor.NationalChamber,
            "No time is set for a ruling on appeal: the six months of L.4124-1 are those of the first-instance chamber."),
        new("decision-notification", "Notification de la décision", "CSP art. R.4126-32, al. 3", new(2019, 12, 6), LegalActor.FirstInstanceChamber,
            "On the same day to all the parties, by registered letter or bailiff. The text does not say how long after the decision."),
        new("decision-posting", "Affichage de la décision", "CSP art. R.4126-37", new(2007, 3, 27), LegalActor.FirstInstanceChamber,
            "The decision is made public by posting. Neither the start nor the length is written."),
        new("appeal-notice", "Avis d'appel aux destinataires de la décision", "CSP art. R.4126-45", new(2007, 3, 27), LegalActor.NationalChamber,
            "\"Dès réception\" of the appeal: tell all the addressees of the decision, and the first-instance chamber."),
        new("final-sanction-notice", "Information des conseils et de l'Union nationale des caisses", "CSP art. R.4126-38", new(2019, 12, 6),
            LegalActor.NationalCouncil, "Once a ban or a radiation is final and enforceable; no time is written."),
        new("emergency-suspension-seisin", "Saisine après une suspension en urgence", "CSP art. L.4113-14, al. 2", new(2018, 1, 19), LegalActor.HealthAgency,
            "Tell the president of the departmental council \"immédiatement\" and seise the council or the chamber \"sans délai\"."),
        new("suspension-national-ruling", "Décision du Conseil national saisi faute de décision régionale", "CSP art. R.4124-3, VI", new(2020, 1, 1),
            LegalActor.NationalCouncil, "The case passes to the national council after two months; no time is set for its decision."),
    ];
}
