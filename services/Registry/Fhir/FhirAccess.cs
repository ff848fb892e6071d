using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>Who may call the face, and what they see. The same policy decides as for RPCs, on the same roles and purposes.</summary>
internal static class FhirAccess
{
    /// <summary>Every interaction: what the register shows of physicians is public, the face is for those who have to do with the register.</summary>
    public static readonly AccessRule Directory = Rule(
        Role.Partner, Role.DepartmentalClerk, Role.DepartmentalPresident, Role.NationalRegistrar, Role.Physician);

    /// <summary>The status on the register and what has ended, which the public profile leaves out.</summary>
    private static readonly AccessRule Status = Rule(Role.Partner, Role.DepartmentalClerk, Role.DepartmentalPresident, Role.NationalRegistrar);

    public static bool ShowsStatus(Caller caller) => AccessPolicy.Refusal(Status, caller) is null;

    private static AccessRule Rule(params Role[] roles) => new() { Roles = { roles }, Scope = Scope.All, Purpose = Purpose.Registration };
}
