using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Imports;

/// <summary>How a person is called.</summary>
internal sealed record Identity(string Title, string Civility, string FamilyName, string GivenName)
{
    public FactHash Hash => FactHash.Of("identity", Title, Civility, FamilyName, GivenName);
}

/// <summary>A qualification; the label goes with its code and makes no difference.</summary>
internal sealed record QualificationFact(string Kind, string Code, string Label)
{
    public FactHash Hash { get; } = FactHash.Of("qualification", Kind, Code);
}

/// <summary>An activity.</summary>
internal sealed record ActivityFact(
    string Mode, string Sector, string Structure, string Siret, string Finess, string PostalCode, string Town, string Department)
{
    /// <summary>What makes two activities the same one.</summary>
    public FactHash Hash { get; } = FactHash.Of(Mode, Sector, Structure, Siret, Finess, PostalCode, Town, Department);
}

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
