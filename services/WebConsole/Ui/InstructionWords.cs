using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>The instruction of a case and its hearing in French.</summary>
internal static class InstructionWords
{
    public static string Of(InstanceLevel level) => level switch
    {
        InstanceLevel.FirstInstance => "Première instance",
        InstanceLevel.National => "Chambre disciplinaire nationale",
        _ => "",
    };

    public static string Of(CaseParty party) => party switch
    {
        CaseParty.Respondent => "Médecin poursuivi",
        CaseParty.Author => "Auteur de la plainte",
        CaseParty.Council => "Conseil départemental",
        CaseParty.RegisterCouncil => "Conseil du tableau",
        _ => "",
    };

    public static string Of(MemorandumKind kind) => kind switch
    {
        MemorandumKind.Defence => "Mémoire en défense",
        MemorandumKind.Reply => "Réplique",
        MemorandumKind.FormalNotice => "Mise en demeure",
        MemorandumKind.Regularisation => "Régularisation",
        MemorandumKind.Copies => "Mise en demeure de produire les copies",
        MemorandumKind.Recapitulative => "Mémoire récapitulatif",
        MemorandumKind.Observations => "Observations du conseil du tableau",
        _ => "",
    };

    /// <summary>« n° 2 : mémoire en défense, médecin poursuivi, demandé le 3 mars 2026 ».</summary>
    public static string Of(MemorandumRequest request) =>
        $"N° {request.Number} : {Of(request.Kind)}, {Of(request.Party)}, envoyée le {Dates.Of(request.AskedOn)}";

    public static string Of(OrderGround ground) => ground switch
    {
        OrderGround.Withdrawal => "Donne acte d’un désistement (CSP R.4126-5, 1°)",
        OrderGround.Incompetence => "Rejet pour incompétence manifeste (CSP R.4126-5, 2°)",
        OrderGround.NoNeedToRule => "Non-lieu à statuer (CSP R.4126-5, 3°)",
        OrderGround.Inadmissible => "Rejet pour irrecevabilité manifeste (CSP R.4126-5, 4°)",
        OrderGround.Series => "Affaire d’une série (CSP R.4126-5, 5°)",
        _ => "",
    };

    public static string Of(HearingOutcome outcome) => outcome switch
    {
        HearingOutcome.Held => "Tenue",
        HearingOutcome.Postponed => "Renvoyée",
        _ => "À venir",
    };

    public static string Of(HearingPublicity publicity) => publicity switch
    {
        HearingPublicity.Public => "Publique",
        HearingPublicity.ClosedForPublicOrder => "Huis clos dans l’intérêt de l’ordre public",
        HearingPublicity.ClosedForPrivacy => "Huis clos pour le respect de la vie privée",
        HearingPublicity.ClosedForMedicalSecrecy => "Huis clos pour le secret médical",
        _ => "",
    };

    public static string Of(FormationRole role) => role switch
    {
        FormationRole.President => "Président",
        FormationRole.Titular => "Membre titulaire",
        FormationRole.Substitute => "Membre suppléant",
        _ => "",
    };

    public static string Of(PartyResidence residence) => residence switch
    {
        PartyResidence.Metropolitan => "Métropole",
        PartyResidence.Abroad => "Étranger",
        PartyResidence.Guadeloupe => "Guadeloupe",
        PartyResidence.Martinique => "Martinique",
        PartyResidence.Guyane => "Guyane",
        PartyResidence.LaReunion => "La Réunion",
        PartyResidence.Mayotte => "Mayotte",
        PartyResidence.SaintBarthelemy => "Saint-Barthélemy",
        PartyResidence.SaintMartin => "Saint-Martin",
        PartyResidence.SaintPierreEtMiquelon => "Saint-Pierre-et-Miquelon",
        PartyResidence.WallisEtFutuna => "Wallis-et-Futuna",
        PartyResidence.NewCaledonia => "Nouvelle-Calédonie",
        PartyResidence.FrenchPolynesia => "Polynésie française",
        PartyResidence.FrenchSouthernTerritories => "Terres australes et antarctiques françaises",
        _ => "",
    };
}
