namespace OrdreCouncils.Registry.Persons;

internal sealed record Identity(string Title, string Civility, string FamilyName, string GivenName)
{
    public FactHash Hash => FactHash.Of("identity", Title, Civility, FamilyName, GivenName);
}

/// <summary>The label follows from the code, so the hash leaves it out.</summary>
internal sealed record QualificationFact(string Kind, string Code, string Label)
{
    public FactHash Hash { get; } = FactHash.Of("qualification", Kind, Code);
}

internal sealed record ActivityFact(
    string Mode, string Sector, string Structure, string Siret, string Finess, string PostalCode, string Town, string Department)
{
    public FactHash Hash { get; } = FactHash.Of(Mode, Sector, Structure, Siret, Finess, PostalCode, Town, Department);
}
