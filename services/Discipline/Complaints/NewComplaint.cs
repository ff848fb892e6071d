using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Complaints;

internal sealed record NewComplaint
{
    public required string Council { get; init; }
    public required AuthorKind AuthorKind { get; init; }
    public required string AuthorName { get; init; }
    public required string AuthorAddress { get; init; }
    public required SeisinRegime Regime { get; init; }
    public required string Title { get; init; }
    public required string Facts { get; init; }
    public required DateOnly FactsOn { get; init; }
    public required DateOnly RegisteredOn { get; init; }
    public required string Place { get; init; }
    public required IReadOnlyList<string> Grievances { get; init; }
    public required IReadOnlyList<NewDocument> Documents { get; init; }
    public required IReadOnlyList<NewRespondent> Respondents { get; init; }
    public required Holdings Holdings { get; init; }
}

internal sealed record NewDocument
{
    public string Title { get; init; } = "";
    public DateOnly ReceivedOn { get; init; }
}

internal sealed record NewRespondent(string Rpps, RespondentKind Kind, string ReplacedRpps, string Department)
{
    /// <summary>Number whose entry in the register decides the competent council.</summary>
    public string Looked => Kind == RespondentKind.Student ? ReplacedRpps : Rpps;
}

/// <summary>Signature, deliberation and copies received with a complaint.</summary>
internal sealed record Holdings(bool Signed, bool DeliberationAttached, int Copies);
