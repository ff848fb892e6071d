namespace OrdreCouncils.Registry.FitnessProcedures;

internal sealed record ProcedureRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";
    public string Region { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.FitnessAuthority"/>.</summary>
    public string SeisedBy { get; init; } = "";
    public DateOnly ReceivedOn { get; init; }
    public string? EmergencyId { get; init; }

    /// <summary>A <see cref="Formations"/> name.</summary>
    public string Holder { get; init; } = Formations.Regional;
    public DateOnly? PassedOn { get; init; }
    public bool OnAppeal { get; init; }

    /// <summary>A <see cref="States"/> name.</summary>
    public string State { get; init; } = States.Open;
    public DateOnly? ClosedOn { get; init; }
    public string? SuspensionId { get; init; }
    public DateOnly RulingDueOn { get; init; }
    public DateOnly? DueOn { get; init; }
    public long Version { get; init; }

    public bool IsOpen => State == States.Open;
}

/// <summary>Stored words, which are also the names of <see cref="Protos.Registry.V1.FitnessFormation"/>.</summary>
internal static class Formations
{
    public const string Regional = "Regional";
    public const string National = "National";
}

/// <summary>Stored words, which are also the names of <see cref="Protos.Registry.V1.FitnessState"/>.</summary>
internal static class States
{
    public const string Open = "Open";
    public const string Suspended = "Suspended";
    public const string NotSuspended = "NotSuspended";
    public const string Deceased = "Deceased";
    public const string Closed = "Closed";
}

internal sealed record ExpertRow
{
    public string ProcedureId { get; init; } = "";
    public int Place { get; init; }
    public DateOnly NamedOn { get; init; }
    public bool ByCourt { get; init; }
}

internal sealed record ReportRow
{
    public string ProcedureId { get; init; } = "";
    public int Number { get; init; }
    public DateOnly ReceivedOn { get; init; }
}

internal sealed record SessionRow
{
    public string ProcedureId { get; init; } = "";
    public string Level { get; init; } = "";
    public DateOnly SessionOn { get; init; }
    public DateOnly? SummonedOn { get; init; }
}

internal sealed record RulingRow
{
    public string ProcedureId { get; init; } = "";
    public string Level { get; init; } = "";
    public DateOnly DecidedOn { get; init; }
    public int MembersPresent { get; init; }
    public bool Suspends { get; init; }
}

internal sealed record ContentRow
{
    public string ProcedureId { get; init; } = "";

    /// <summary>A <see cref="Topics"/> name.</summary>
    public string Topic { get; init; } = "";
    public int Number { get; init; }
    public byte[] Sealed { get; init; } = [];
}

/// <summary>A procedure with its steps.</summary>
internal sealed record FitnessFile(
    ProcedureRow Row, IReadOnlyList<ExpertRow> Experts, IReadOnlyList<ReportRow> Reports, IReadOnlyList<SessionRow> Sessions,
    IReadOnlyList<RulingRow> Rulings)
{
    public SessionRow? SessionOf(string level) => Sessions.FirstOrDefault(session => session.Level == level);

    public RulingRow? RulingOf(string level) => Rulings.FirstOrDefault(ruling => ruling.Level == level);
}
