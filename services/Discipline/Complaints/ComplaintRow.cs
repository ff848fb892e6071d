using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Discipline.Complaints;

internal sealed record ComplaintRow
{
    public string Id { get; init; } = "";
    public string Council { get; init; } = "";
    public int Year { get; init; }
    public int Number { get; init; }
    public DateOnly RegisteredOn { get; init; }
    public SeisinRegime Regime { get; init; }
    public AuthorKind AuthorKind { get; init; }
    public byte[] SealedAuthor { get; init; } = [];
    public byte[] SealedFacts { get; init; } = [];
    public string Place { get; init; } = "";
    public bool Signed { get; init; }
    public bool DeliberationAttached { get; init; }
    public int Copies { get; init; }
    public string Title { get; init; } = "";
    public DateOnly FactsOn { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public int Respondents { get; init; }
    public DateOnly? AcknowledgedOn { get; init; }
    public DateOnly? InformedOn { get; init; }

    /// <summary>Identity to which the sealed texts are bound: a text moved to another complaint does not open.</summary>
    public SealedTo SealedTo => new(Id, Council);

    /// <summary>Signature, deliberation and copies of the complaint, after the last answer to a demand to regularise.</summary>
    public Holdings Now(IEnumerable<RegularisationRow> regularisations) =>
        regularisations.LastOrDefault(row => row.AnsweredOn is not null) is { } last
            ? new Holdings(last.Signed, last.DeliberationAttached, last.Copies)
            : new Holdings(Signed, DeliberationAttached, Copies);
}

internal sealed record ComplaintCaseRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public CaseStatus Status { get; init; }
}

internal sealed record RegularisationRow
{
    public int Number { get; init; }
    public DateOnly DemandedOn { get; init; }
    public DateOnly AnswerBy { get; init; }

    /// <summary>Names of the contract's lacks, separated by commas.</summary>
    public string Lacks { get; init; } = "";
    public DateOnly? AnsweredOn { get; init; }

    // Of the answer.
    public bool Signed { get; init; }
    public bool DeliberationAttached { get; init; }
    public int Copies { get; init; }
}
