namespace OrdreCouncils.Discipline.Register;

/// <summary>A physician in the register on a day: name, council, and whether former or deceased.</summary>
internal sealed record RegisterEntry
{
    /// <summary>Department code of the council that keeps the file, for one who left too; empty when the register names none.</summary>
    public required string Council { get; init; }

    /// <summary>First names and family name in practice.</summary>
    public required string Name { get; init; }
    public required bool IsDeceased { get; init; }

    /// <summary>Struck off, or left the register.</summary>
    public required bool IsFormer { get; init; }
}
