using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.Development.Identity;

/// <summary>The desks of access.proto, and the roles that each seats.</summary>
internal static class DevDesks
{
    /// <summary>Scopes <c>desk:NAME</c> ask for a token of that desk.</summary>
    public const string ScopePrefix = "desk:";

    // By desk claim, the role claims that open it: a part of an office is opened by the office.
    private static readonly ILookup<string, string> RolesAt = ReadRoles();

    /// <param name="desk">Empty for a token that names no desk.</param>
    public static bool Seats(DevIdentity identity, string desk) =>
        !identity.IsService && (desk.Length == 0 || identity.Roles.Any(RolesAt[desk].Contains));

    public static string Name(string desk) => desk switch
    {
        "register_and_discipline" => "Tableau et discipline",
        "mutual_aid" => "Entraide",
        "own_person" => "Espace personnel du médecin",
        "practitioner_health" => "Santé des praticiens",
        "own_disciplinary_case" => "Affaires disciplinaires du médecin",
        _ => "sans bureau",
    };

    private static ILookup<string, string> ReadRoles()
    {
        var desks = Values(nameof(Desk)).ToDictionary(value => (Desk)value.Number, value => value.GetOptions().GetExtension(AccessExtensions.DeskClaim));
        var grants = Values(nameof(Role)).ToDictionary(value => (Role)value.Number, value => value.GetOptions().GetExtension(AccessExtensions.Grant));
        return grants.Values.Where(grant => grant.Desk != Desk.Unspecified)
            .ToLookup(grant => desks[grant.Desk], grant => grant.Office == Role.Unspecified ? grant.Claim : grants[grant.Office].Claim);
    }

    private static IEnumerable<EnumValueDescriptor> Values(string name) =>
        AccessReflection.Descriptor.EnumTypes.Single(type => type.Name == name).Values.Where(value => value.Number != 0);
}
