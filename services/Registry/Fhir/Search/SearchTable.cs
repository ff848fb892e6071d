namespace OrdreCouncils.Registry.Fhir.Search;

internal enum ParameterKind { Token, String, Date, Reference }

/// <param name="Documentation">Text for the CapabilityStatement.</param>
internal sealed record SearchParameter(string Name, ParameterKind Kind, string Documentation)
{
    /// <summary>Modifiers accepted after a colon.</summary>
    public IReadOnlyList<string> Modifiers => Kind == ParameterKind.String ? ["contains", "exact"] : [];

    /// <summary>The parameter of another type that this one stands for, and how that type is reached: by a reference, or by <c>_has</c>. Null for a parameter
    /// of its own type.</summary>
    public (string Path, SearchParameter Parameter)? Of { get; init; }
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
    public const string CityName = "address-city";
    public const string PostalCodeName = "address-postalcode";
    public const string HasPrefix = "_has:";
    public const string RoleOfPractitioner = "PractitionerRole:practitioner";
    public const string RoleToOrganization = "PractitionerRole:organization";

    public static readonly string[] OfEveryResource = ["id", "meta", "implicitRules", "language", "text", "contained", "modifierExtension"];

    private static readonly SearchParameter Id = new("_id", ParameterKind.Token, "Logical id.");
    private static readonly SearchParameter LastUpdated = new("_lastUpdated", ParameterKind.Date, "When the resource last changed; there is no limit to how far back.");
    private static readonly SearchParameter Active = new("active", ParameterKind.Token, "true or false; a resource that would be deleted elsewhere is false here.");

    private static readonly SearchParameter[] OfPersons =
    [
        Id, LastUpdated, Active,
        new("family", ParameterKind.String, "Name in practice: begins a word of it; case, accents, spaces, hyphens and apostrophes do not matter."),
        new("given", ParameterKind.String, "First names in practice, as family."),
        new("name", ParameterKind.String, "Family name or first names, as family."),
        new("identifier", ParameterKind.Token, "RPPS or IDNPS (8 and the RPPS), with or without its system."),
        new("identifier-type", ParameterKind.Token, "RPPS or IDNPS."),
        new(
            "qualification-code", ParameterKind.Token,
            "Profession (10), a qualification held now, such as SM41, its kind (TRE_R04), or the category (TRE_R09), with or without its system."),
    ];

    private static readonly SearchParameter[] OfStructures =
    [
        Id, LastUpdated, Active,
        new("identifier", ParameterKind.Token, "FINESS of the site, SIRET, SIREN, IDNST, or the structure's own identifier."),
        new("name", ParameterKind.String, "Name of an active structure: begins a word of it, as a physician's family name."),
        new(CityName, ParameterKind.String, "Town of an active structure: begins it; PARIS 11E ARRONDISSEMENT is Paris and Paris 11."),
        new(PostalCodeName, ParameterKind.String, "Postal code of an active structure: begins it."),
    ];

    private static readonly SearchParameter[] OfRoles =
    [
        Id, LastUpdated, Active,
        new("identifier", ParameterKind.Token, "The activity's identifier, or the practitioner's RPPS or IDNPS."),
        new("practitioner", ParameterKind.Reference, "The practitioner's id, which is the RPPS."),
        new("practitioner.identifier", ParameterKind.Token, "The practitioner's RPPS or IDNPS."),
        .. Through("practitioner", OfPersons, "family", "given", "name", "qualification-code"),
        new("specialty", ParameterKind.Token, "A qualification that the practitioner holds now: the codes of practitioner.qualification-code.")
        {
            Of = ("practitioner", Of(OfPersons, "qualification-code")),
        },
        new("organization", ParameterKind.Reference, "The organization's id."),
        .. Through("organization", OfStructures, "identifier", "name", CityName, PostalCodeName),
        new("role", ParameterKind.Token, "Kind of the activity (TRE_R22), mode of practice (TRE_R23: L, S or B) or function (TRE_R21), with or without its system."),
    ];

    public static readonly ResourceTable Practitioner = new(
        "Practitioner",
        Nomenclature.PractitionerProfiles,
        [
            .. OfPersons,
            .. Has(
                RoleOfPractitioner, OfRoles, "organization", "organization.identifier", "organization.name", "organization." + CityName,
                "organization." + PostalCodeName, "role", "active"),
        ],
        ["extension", "identifier", "active", "name", "qualification"],
        ["telecom", "address", "gender", "birthDate", "photo", "communication"],
        [],
        [RoleOfPractitioner]);

    public static readonly ResourceTable PractitionerRole = new(
        "PractitionerRole",
        Nomenclature.RoleProfiles,
        OfRoles,
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
        [.. OfStructures, .. Has(RoleToOrganization, OfRoles, "practitioner", "practitioner.identifier")],
        ["identifier", "active", "type", "name", "address"],
        ["extension", "alias", "telecom", "partOf", "contact", "endpoint"],
        [],
        []);

    public static readonly ResourceTable[] All = [Practitioner, PractitionerRole, Organization];

    public static ResourceTable? Find(string type) => Array.Find(All, table => table.Type == type);

    private static SearchParameter Of(SearchParameter[] parameters, string name) => Array.Find(parameters, parameter => parameter.Name == name)!;

    private static IEnumerable<SearchParameter> Through(string reference, SearchParameter[] target, params string[] names) =>
        names.Select(name => Of(target, name)).Select(parameter => parameter with
        {
            Name = $"{reference}.{parameter.Name}",
            Documentation = $"Of the {reference}. {parameter.Documentation}",
            Of = (reference, parameter),
        });

    private static IEnumerable<SearchParameter> Has(string path, SearchParameter[] source, params string[] names) => names.Select(name => Of(source, name))
        .Select(parameter => parameter with
        {
            Name = $"{HasPrefix}{path}:{parameter.Name}",
            Documentation = "Of a PractitionerRole that refers to the resource. " + parameter.Documentation,
            Of = (HasPrefix, parameter),
        });
}
