using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>Who may call the FHIR face. The same policy decides as for RPCs.</summary>
internal static class FhirAccess
{
    /// <summary>For every interaction: the data is public, but the face serves only callers with a registration purpose.</summary>
    public static readonly AccessRule Directory = Rule(
        Role.Partner, Role.DepartmentalClerk, Role.DepartmentalPresident, Role.NationalRegistrar, Role.Physician);

    /// <summary>Roles that see the status and ended facts, which the public profile leaves out.</summary>
    private static readonly AccessRule Status = Rule(Role.Partner, Role.DepartmentalClerk, Role.DepartmentalPresident, Role.NationalRegistrar);

    public static bool ShowsStatus(Caller caller) => AccessPolicy.Refusal(Status, caller, []) is null;

    private static AccessRule Rule(params Role[] roles) => new() { Roles = { roles }, Scope = Scope.All, Purpose = Purpose.Registration };
}
