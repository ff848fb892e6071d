using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Registry.Persons;

namespace OrdreCouncils.Registry.Imports;

/// <summary>One line about a physician. An empty qualification or activity is null.</summary>
/// <param name="Category">Professional category, code of TRE_R09; null when the file has no such column.</param>
internal sealed record RegisterLine(RppsNumber Rpps, Identity Identity, QualificationFact? Qualification, ActivityFact? Activity, string? Category = null);

/// <summary>A fault of a line, as the list of rejects shows it.</summary>
/// <param name="Line">Line number in the file; the header line is 1.</param>
/// <param name="Field">Column name, or <see cref="WholeLine"/>.</param>
/// <param name="Reason">The fault and what to write instead; never the value found, which may be personal.</param>
internal sealed record Reject(long Line, string Field, string Reason)
{
    public const string WholeLine = "(line)";
}
