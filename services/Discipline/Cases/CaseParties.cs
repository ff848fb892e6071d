using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;

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

    /// <summary>The complainants, whose complaint seised the chamber: the author, the council that associated itself, or the council that acts in its own
    /// name. A council that only transmits complains of nothing.</summary>
    public static IReadOnlyList<CaseParty> Complainants(CaseRow file) => (HasAuthor(file), file.Deliberation) switch
    {
        (true, DeliberationOutcome.Associate) => [CaseParty.Author, CaseParty.Council],
        (true, _) => [CaseParty.Author],
        _ => [CaseParty.Council],
    };

    /// <summary>The caller's council among the parties and those heard; unspecified for a chamber, and for a council that only conciliated.</summary>
    public static CaseParty CouncilIn(CaseRow file, RowScope scope) =>
        scope.Council.Length == 0 ? CaseParty.Unspecified
        : file.Council == scope.Council ? CaseParty.Council
        : file.RegisterCouncil == scope.Council ? CaseParty.RegisterCouncil
        : CaseParty.Unspecified;

    /// <summary>The caller's chamber has the case, or is the national one.</summary>
    public static bool IsBefore(CaseRow file, RowScope scope) =>
        scope.All || (scope.Chamber.Length > 0 && file.Chamber == Chambers.Named(scope.Chamber));

    public static bool MayReadInstruction(CaseRow file, RowScope scope) =>
        IsBefore(file, scope) || CouncilIn(file, scope) != CaseParty.Unspecified;

    /// <summary>In a council's own name the complaint of another person is information only.</summary>
    private static bool HasAuthor(CaseRow file) => file.IsComplaint && file.WithdrawnOn is null && file.Deliberation != DeliberationOutcome.OwnName;
}
