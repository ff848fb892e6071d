namespace OrdreCouncils.Registry.Fhir;

/// <summary>Systems and codes of the national directory and the French profiles (Annuaire Santé IG 1.1.0, FrCore 2, nomenclatures NOS), and of the
/// Order.</summary>
internal static class Nomenclature
{
    public const string Rpps = "https://rpps.esante.gouv.fr";
    public const string Idnps = "urn:oid:1.2.250.1.71.4.2.1";

    /// <summary>National identification of a structure (IDNST): a digit for the kind of number, and the number.</summary>
    public const string Structure = "urn:oid:1.2.250.1.71.4.2.2";
    public const char StructureByFiness = '1';
    public const char StructureBySiret = '3';
    public const string Finess = "https://finess.esante.gouv.fr";

    /// <summary>SIRET and SIREN: FrCore tells them apart by the type of the identifier.</summary>
    public const string Sirene = "https://sirene.fr";
    public const string IdentifierType = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203";
    public const string EntityType = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-3307";
    public const string PhysicianCode = "10";

    /// <summary>TRE_G15: 10 is médecin.</summary>
    public static readonly string Profession = Nos("G15", "ProfessionSante");
    public static readonly string QualificationKind = Nos("R04", "TypeSavoirFaire");
    public static readonly string Mode = Nos("R23", "ModeExercice");
    public static readonly string Sector = Nos("R02", "SecteurActivite");
    public static readonly string Category = Nos("R09", "CategorieProfessionnelle");
    public static readonly string ActivityKind = Nos("R22", "GenreActivite");
    public static readonly string Function = Nos("R21", "Fonction");

    /// <summary>Value that the profiles as-dp-* fix for <c>meta.source</c> (rule set rs-as-core).</summary>
    public const string DirectorySource = "https://annuaire.esante.gouv.fr";

    /// <summary>Extension of Organization.type that tells which of the profile's types it is.</summary>
    public static readonly string OrganizationTypes = DirectoryAddress("as-ext-organization-types");

    /// <summary>Why a value that a profile requires is missing (FHIR R4).</summary>
    public const string DataAbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>TRE_R02: practice of one physician, and of several.</summary>
    private static readonly string[] Practices = ["SA07", "SA08"];

    public static readonly string[] PractitionerProfiles = Profiles("practitioner");
    public static readonly string[] RoleProfiles = ["https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-practitioner-role", DirectoryAddress("as-dp-practitionerrole")];
    public static readonly string[] OrganizationProfiles = Profiles("organization");

    /// <summary>The Order's own namespace, described in docs/partners.md.</summary>
    public const string Own = "https://fhir.conseil-national.medecin.fr";

    /// <summary>Extension of Practitioner: status, right to practise, running restrictions.</summary>
    public const string OrdinalStatus = Own + "/StructureDefinition/ordinal-status";

    /// <summary>Extension of Practitioner.qualification: the principal specialty.</summary>
    public const string PrincipalSpecialty = Own + "/StructureDefinition/principal-specialty";

    /// <summary>Identifiers of activities, and of structures without FINESS and SIRET.</summary>
    public const string ActivityId = Own + "/NamingSystem/activity";
    public const string StructureId = Own + "/NamingSystem/structure";

    /// <summary>FINESS and SIRET of the file are numbers of sites. A practice without either is what the national directory registers as a legal entity.</summary>
    public static string EntityOf(string sector, bool hasNumber) => !hasNumber && Practices.Contains(sector) ? "LEGAL-ENTITY" : "GEOGRAPHICAL-ENTITY";

    /// <summary>Nomenclature of a qualification code, by the code of its kind (TRE_R04).</summary>
    public static string QualificationSystem(string kind) => kind switch
    {
        "S" => Nos("R38", "SpecialiteOrdinale"),
        "C" => Nos("R39", "Competence"),
        "CEX" => Nos("R40", "CompetenceExclusive"),
        "DNQ" => Nos("R42", "DESCnonQualifiant"),
        "CAPA" => Nos("R43", "CapaciteSavoirFaire"),
        "PAC" => Nos("R44", "QualificationPAC"),
        "DEC" => Nos("R97", "DroitExerciceCompl"),
        "OP" => Nos("G13", "OrientationParticuliere"),
        _ => QualificationKind + "/" + Uri.EscapeDataString(kind),
    };

    private static string Nos(string number, string name)
    {
        // Canonical addresses are built in one way only: TRE_R38-SpecialiteOrdinale becomes TRE-R38-SpecialiteOrdinale.
        return $"https://mos.esante.gouv.fr/NOS/TRE_{number}-{name}/FHIR/TRE-{number}-{name}";
    }

    private static string[] Profiles(string resource) => [$"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-{resource}", DirectoryAddress("as-dp-" + resource)];

    private static string DirectoryAddress(string name) => "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/" + name;
}
