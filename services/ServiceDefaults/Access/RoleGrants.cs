using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Access;

public static class RoleGrants
{
    private static readonly FrozenDictionary<Role, RoleGrant> Grants = AccessReflection.Descriptor.EnumTypes
        .Single(type => type.Name == nameof(Role)).Values
        .Where(value => value.Number != 0)
        .ToFrozenDictionary(value => (Role)value.Number, value => Option(value, AccessExtensions.Grant));

    // A part of an office is no claim: only the desk gives it.
    private static readonly FrozenDictionary<string, Role> Claims = Grants.Where(pair => pair.Value.Office == Role.Unspecified)
        .ToFrozenDictionary(pair => pair.Value.Claim, pair => pair.Key);

    internal static readonly FrozenSet<Role> Services = Grants.Where(pair => pair.Value.Claim.StartsWith("service_", StringComparison.Ordinal))
        .Select(pair => pair.Key).ToFrozenSet();

    // A wall applies to both purposes, whichever of them declares it.
    private static readonly FrozenDictionary<Purpose, FrozenSet<Purpose>> Walls = Enum.GetValues<Purpose>().ToFrozenDictionary(
        purpose => purpose,
        purpose => Enum.GetValues<Purpose>().Where(other => Declared(purpose).Contains(other) || Declared(other).Contains(purpose)).ToFrozenSet());

    public static Role ByClaim(string claim) => Claims.GetValueOrDefault(claim);

    public static RoleGrant Of(Role role) => Grants[role];

    /// <summary>The roles that these count as at a desk: those that work there, and the parts of their offices that do.</summary>
    internal static FrozenSet<Role> At(Desk desk, IEnumerable<Role> roles)
    {
        var held = roles.ToFrozenSet();
        return Grants.Where(pair => pair.Value.Desk == desk && held.Contains(pair.Value.Office == Role.Unspecified ? pair.Key : pair.Value.Office))
            .Select(pair => pair.Key).ToFrozenSet();
    }

    // Purposes on the other side of a wall.
    public static FrozenSet<Purpose> ApartFrom(Purpose purpose) => Walls[purpose];

    public static bool HidesPersonsFromAudit(Purpose purpose) => WallOf(purpose) is { HidesPersonsFromAudit: true };

    public static bool IsUntoldByAudit(Purpose purpose) => WallOf(purpose) is { UntoldByAudit: true };

    private static Google.Protobuf.Collections.RepeatedField<Purpose> Declared(Purpose purpose) => WallOf(purpose)?.ApartFrom ?? [];

    private static PurposeWall? WallOf(Purpose purpose) =>
        AccessReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(Purpose)).FindValueByNumber((int)purpose)
            .GetOptions()?.GetExtension(AccessExtensions.Wall);

    private static T Option<T>(EnumValueDescriptor value, Google.Protobuf.Extension<EnumValueOptions, T> extension)
        where T : class =>
        value.GetOptions()?.GetExtension(extension)
        ?? throw new InvalidOperationException($"access.proto: {value.Name} has no grant.");
}
