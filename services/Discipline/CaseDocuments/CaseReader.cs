using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.CaseDocuments;

/// <summary>The relation of a caller to one case, which decides the documents that the caller may open and add. No I/O.</summary>
internal sealed record CaseReader(CaseBody Body, string Council, string Chamber, bool IsAppealed)
{
    private const string NotTheVotes = "kind <> 'Deliberation'";

    /// <summary>Condition on case_documents for the documents that the caller opens; its parameter is <see cref="Council"/>. The one statement of who
    /// opens what: a document outside it is absent for the caller.</summary>
    public string Predicate => Body switch
    {
        CaseBody.Council => "true",
        CaseBody.RegisterCouncil => $"{NotTheVotes} and not patient_data",
        CaseBody.ConciliatingCouncil => "council = @Council",
        CaseBody.Chamber => NotTheVotes,
        _ => IsAppealed ? NotTheVotes : $"{NotTheVotes} and not patient_data",
    };

    /// <param name="file">A case in the caller's scope.</param>
    public static CaseReader Of(CaseRow file, RowScope scope) => new(
        BodyOf(file, scope), scope.Council, Chambers.Named(scope.Chamber), file.AppealLodgedOn is not null);

    public bool Adds(CaseDocumentKind kind) => Body switch
    {
        CaseBody.Council => kind is CaseDocumentKind.Complaint or CaseDocumentKind.Exhibit or CaseDocumentKind.Correspondence
            or CaseDocumentKind.ConciliationMinutes or CaseDocumentKind.Deliberation or CaseDocumentKind.Referral or CaseDocumentKind.Memorandum,
        CaseBody.ConciliatingCouncil => kind is CaseDocumentKind.Exhibit or CaseDocumentKind.Correspondence or CaseDocumentKind.ConciliationMinutes,
        CaseBody.Chamber or CaseBody.NationalChamber => kind is CaseDocumentKind.Exhibit or CaseDocumentKind.Correspondence or CaseDocumentKind.Memorandum
            or CaseDocumentKind.ExpertReport or CaseDocumentKind.Order or CaseDocumentKind.HearingMinutes or CaseDocumentKind.Decision,
        _ => false,
    };

    // A token may name a council and a chamber: the council of the case comes first, since it opens more.
    private static CaseBody BodyOf(CaseRow file, RowScope scope) =>
        scope.All ? CaseBody.NationalChamber
        : scope.Council.Length > 0 && file.Council == scope.Council ? CaseBody.Council
        : scope.Chamber.Length > 0 && file.Chamber == Chambers.Named(scope.Chamber) ? CaseBody.Chamber
        : file.ConciliatingCouncil == scope.CouncilParameter ? CaseBody.ConciliatingCouncil
        : CaseBody.RegisterCouncil;
}

internal enum CaseBody
{
    Council,

    /// <summary>Conciliates in place of the council of the case.</summary>
    ConciliatingCouncil,

    /// <summary>The respondent was on its register when the chamber was seised.</summary>
    RegisterCouncil,
    Chamber,
    NationalChamber,
}
