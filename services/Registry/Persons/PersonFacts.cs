namespace OrdreCouncils.Registry.Persons;

/// <summary>Title, civility and names of a person.</summary>
internal sealed record Identity(string Title, string Civility, string FamilyName, string GivenName)
{
    public FactHash Hash => FactHash.Of("identity", Title, Civility, FamilyName, GivenName);
}

/// <summary>A qualification. The label depends on the code, so it is not part of the hash.</summary>
internal sealed record QualificationFact(string Kind, string Code, string Label)
{
    public FactHash Hash { get; } = FactHash.Of("qualification", Kind, Code);
}

/// <summary>An activity: two activities with equal fields are the same activity.</summary>
internal sealed record ActivityFact(
    string Mode, string Sector, string Structure, string Siret, string Finess, string PostalCode, string Town, string Department)
{
    public FactHash Hash { get; } = FactHash.Of(Mode, Sector, Structure, Siret, Finess, PostalCode, Town, Department);
}
