using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Register;

internal static class SuspensionTerms
{
    /// <summary>Stored in place of the two kinds that only the sealed terms tell apart: infirmity and insufficiency.</summary>
    public const string Lasting = "Lasting";

    /// <summary>Stored in place of the name of a suspended part of practice.</summary>
    public const string InPart = "*";

    /// <summary>An emergency suspension lapses at its end (CSP L.4113-14). After a suspension for infirmity or insufficiency practice resumes only once a new
    /// expertise is favourable (R.4124-3-4, R.4124-3-6): it runs until it is lifted.</summary>
    public static bool LapsesByItself(SuspensionRow row) => row.Kind == nameof(SuspensionKind.Emergency);

    /// <summary>Null when it runs until it is lifted.</summary>
    public static DateOnly? LastDay(SuspensionRow row)
    {
        var end = LapsesByItself(row) ? row.EndsOn : (DateOnly?)null;
        return row.LiftedOn is { } lifted && (end is null || lifted <= end) ? lifted.AddDays(-1) : end;
    }

    /// <summary>False when it was lifted before its first day.</summary>
    public static bool EverRuns(SuspensionRow row) => LastDay(row) is not { } last || last >= row.EffectiveOn;
}
