namespace OrdreCouncils.Discipline.Register;

/// <summary>What the register tells of a physician on a day.</summary>
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
