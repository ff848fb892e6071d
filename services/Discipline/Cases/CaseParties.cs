using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>The parties to a case before the chamber.</summary>
internal static class CaseParties
{
    /// <summary>The parties: they are asked for memoranda and summoned. The council that filed or transmitted is one (CSP L.4123-2, R.4126-13).</summary>
    public static IReadOnlyList<CaseParty> Of(CaseRow file) =>
        HasAuthor(file) ? [CaseParty.Respondent, CaseParty.Author, CaseParty.Council] : [CaseParty.Respondent, CaseParty.Council];

    /// <summary>The parties, and the council of the register, which is heard (CSP R.4126-14).</summary>
    public static IReadOnlyList<CaseParty> Heard(CaseRow file) => file.RegisterCouncil.Length > 0 && file.RegisterCouncil != file.Council
        ? [.. Of(file), CaseParty.RegisterCouncil]
        : Of(file);

    /// <summary>The complainants, whose complaint seised the chamber: the author, the council that associated itself, or the council that acts in its own name. A council
    /// that only transmits complains of nothing.</summary>
    public static IReadOnlyList<CaseParty> Complainants(CaseRow file) => (HasAuthor(file), file.Deliberation) switch
    {
        (true, DeliberationOutcome.Associate) => [CaseParty.Author, CaseParty.Council],
        (true, _) => [CaseParty.Author],
        _ => [CaseParty.Council],
    };

    /// <summary>In a council's own name the complaint of another person is information only.</summary>
    private static bool HasAuthor(CaseRow file) => file.IsComplaint && file.WithdrawnOn is null && file.Deliberation != DeliberationOutcome.OwnName;
}
