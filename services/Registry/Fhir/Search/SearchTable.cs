namespace OrdreCouncils.Registry.Fhir.Search;

internal enum ParameterKind { Token, String, Date, Reference }

/// <param name="Documentation">Text for the CapabilityStatement.</param>
internal sealed record SearchParameter(string Name, ParameterKind Kind, string Documentation)
{
    /// <summary>Modifiers accepted after a colon.</summary>
    public IReadOnlyList<string> Modifiers => Kind == ParameterKind.String ? ["contains", "exact"] : [];
}

/// <summary>Search parameters of a resource type: the parser reads queries by it, and the CapabilityStatement is written from it.</summary>
/// <param name="Elements">Elements of the type that are written.</param>
/// <param name="Absent">The other elements that R4 gives the type.</param>
internal sealed record ResourceTable(
    string Type, string[] Profiles, SearchParameter[] Parameters, string[] Elements, string[] Absent, string[] Includes, string[] RevIncludes)
{
    public SearchParameter? Find(string name) => Array.Find(Parameters, parameter => parameter.Name == name);
}

internal static class SearchTable
{
    public const string RoleOfPractitioner = "PractitionerRole:practitioner";
    public const string RoleToOrganization = "PractitionerRole:organization";

    public static readonly string[] OfEveryResource = ["id", "meta", "implicitRules", "language", "text", "contained", "modifierExtension"];

    private static readonly SearchParameter Id = new("_id", ParameterKind.Token, "Logical id.");
    private static readonly SearchParameter LastUpdated = new("_lastUpdated", ParameterKind.Date, "When the resource last changed; there is no limit to how far back.");
    private static readonly SearchParameter Active = new("active", ParameterKind.Token, "true or false; a resource that would be deleted elsewhere is false here.");

    public static readonly ResourceTable Practitioner = new(
        "Practitioner",
        Nomenclature.PractitionerProfiles,
        [
            Id, LastUpdated, Active,
            new("family", ParameterKind.String, "Name in practice: begins a word of it; case, accents, spaces, hyphens and apostrophes do not matter."),
            new("given", ParameterKind.String, "First names in practice, as family."),
            new("name", ParameterKind.String, "Family name or first names, as family."),
            new("identifier", ParameterKind.Token, "RPPS or IDNPS (8 and the RPPS), with or without its system."),
            new("identifier-type", ParameterKind.Token, "RPPS or IDNPS."),
            new(
                "qualification-code", ParameterKind.Token,
                "Profession (10), a qualification held now, such as SM41, or its kind (TRE_R04), with or without its system."),
        ],
        ["extension", "identifier", "active", "name", "qualification"],
        ["telecom", "address", "gender", "birthDate", "photo", "communication"],
        [],
        [RoleOfPractitioner]);

    public static readonly ResourceTable PractitionerRole = new(
        "PractitionerRole",
        Nomenclature.RoleProfiles,
        [
            Id, LastUpdated, Active,
            new("identifier", ParameterKind.Token, "The activity's identifier, or the practitioner's RPPS or IDNPS."),
            new("practitioner", ParameterKind.Reference, "The practitioner's id, which is the RPPS."),
            new("practitioner.identifier", ParameterKind.Token, "The practitioner's RPPS or IDNPS."),
            new("organization", ParameterKind.Reference, "The organization's id."),
            new("role", ParameterKind.Token, "Mode of practice of TRE_R23: L, S or B."),
        ],
        ["identifier", "active", "practitioner", "organization", "code"],
        [
            "extension", "period", "specialty", "location", "healthcareService", "telecom", "availableTime", "notAvailable", "availabilityExceptions",
            "endpoint",
        ],
        [RoleOfPractitioner, RoleToOrganization],
        []);

    public static readonly ResourceTable Organization = new(
        "Organization",
        Nomenclature.OrganizationProfiles,
        [
            Id, LastUpdated, Active,
            new("identifier", ParameterKind.Token, "FINESS of the site, SIRET, or the structure's own identifier."),
        ],
        ["identifier", "active", "type", "name", "address"],
        ["extension", "alias", "telecom", "partOf", "contact", "endpoint"],
        [],
        []);

    public static readonly ResourceTable[] All = [Practitioner, PractitionerRole, Organization];

    public static ResourceTable? Find(string type) => Array.Find(All, table => table.Type == type);
}
