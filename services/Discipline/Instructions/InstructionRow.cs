using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Instructions;

internal sealed record RegistrationRow
{
    public string Chamber { get; init; } = "";
    public int Year { get; init; }
    public int Number { get; init; }
    public DateOnly RegisteredOn { get; init; }
    public bool Urgent { get; init; }
}

/// <summary>The transfer by which a chamber received the case from another one.</summary>
internal sealed record ReceivedCase
{
    public TransferGround Ground { get; init; }
    public DateOnly OrderedOn { get; init; }

    /// <summary>Appointed by the chambers before.</summary>
    public int Rapporteurs { get; init; }
}

internal sealed record RequestRow
{
    public int Number { get; init; }
    public CaseParty Party { get; init; }
    public MemorandumKind Kind { get; init; }
    public DateOnly AskedOn { get; init; }
    public DateOnly? ReceivedOn { get; init; }
    public DateOnly? GivenUntil { get; init; }
}

internal sealed record MemorandumRow
{
    public int Number { get; init; }
    public CaseParty Party { get; init; }
    public string Title { get; init; } = "";
    public DateOnly ReceivedOn { get; init; }
    public DateOnly? PostedOn { get; init; }
    public int? Request { get; init; }

    /// <summary>The day of the postmark counts, where the text does not say (CE, Section, 13 May 2024, n° 466541; our reading for memoranda).</summary>
    public DateOnly ProducedOn => PostedOn ?? ReceivedOn;
}

internal sealed record ClosureRow
{
    public int Number { get; init; }
    public DateOnly OrderedOn { get; init; }
    public DateOnly SentOn { get; init; }
    public DateOnly ClosesOn { get; init; }
    public DateOnly? ReopenedOn { get; init; }
}

internal sealed record NewRapporteur
{
    public string Name { get; init; } = "";
    public string Council { get; init; } = "";
    public DateOnly AppointedOn { get; init; }
}

internal sealed record WithdrawalRow
{
    public CaseParty Party { get; init; }
    public DateOnly WithdrawnOn { get; init; }
}

internal sealed record OrderRow
{
    public OrderGround Ground { get; init; }
    public DateOnly DecidedOn { get; init; }
    public bool EndsCase { get; init; }
}
