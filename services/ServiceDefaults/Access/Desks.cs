using System.Collections.Frozen;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Which roles of a person count in a session, as the token's <c>desk</c> claim says: see docs/decisions/0021.</summary>
public static class Desks
{
    public const string Claim = "desk";

    private static readonly FrozenDictionary<string, Desk> ByClaim = AccessReflection.Descriptor.EnumTypes
        .Single(type => type.Name == nameof(Desk)).Values
        .Where(value => value.Number != 0)
        .ToFrozenDictionary(value => value.GetOptions().GetExtension(AccessExtensions.DeskClaim), value => (Desk)value.Number);

    public static IReadOnlyCollection<string> Names => ByClaim.Keys;

    /// <param name="roles">All roles of the token.</param>
    /// <param name="named">The values of the token's claim. With an unknown value or several values no role counts.</param>
    public static FrozenSet<Role> Seated(IEnumerable<Role> roles, IReadOnlyList<string> named) => named switch
    {
        [] => roles.ToFrozenSet(),
        [var name] when ByClaim.TryGetValue(name, out var desk) => RoleGrants.At(desk, roles),
        _ => [],
    };
}
