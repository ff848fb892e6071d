using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Registry.Persons;

namespace OrdreCouncils.Registry.Imports;

/// <summary>One line about a physician. An empty qualification or activity is null.</summary>
internal sealed record RegisterLine(RppsNumber Rpps, Identity Identity, QualificationFact? Qualification, ActivityFact? Activity);

/// <summary>A fault on a line, as the rejects list it.</summary>
/// <param name="Line">Line of the file, the header line being 1.</param>
/// <param name="Field">Name of the column, or <see cref="WholeLine"/>.</param>
/// <param name="Reason">What is wrong and what to write instead; never the value found.</param>
internal sealed record Reject(long Line, string Field, string Reason)
{
    public const string WholeLine = "(line)";
}
